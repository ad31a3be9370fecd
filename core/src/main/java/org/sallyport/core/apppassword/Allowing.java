package org.sallyport.core.apppassword;

/// What came of allowing an app password somewhere else besides.
public enum Allowing {
    ALLOWED,
    /// A second factor has to be proved anew first.
    STEP_UP_NEEDED,
    /// It is revoked or another account's, tied to nothing, or allowed at as many places as there can be.
    NOT_POSSIBLE
}
