package org.sallyport.core.apppassword;

/// What came of waking an app password.
public enum Waking {
    WOKEN,
    /// A second factor has to be proved anew first.
    STEP_UP_NEEDED,
    /// The account holds no such app password that sleeps.
    NOT_ASLEEP
}
