package org.sallyport.core.directory;

/// What a typed secret is to an account.
public enum PasswordCheck {
    /// Its password.
    RIGHT,
    /// Its password before the last change: opens nothing, and is no guess.
    OLD,
    WRONG
}
