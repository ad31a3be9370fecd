package org.sallyport.core.staff;

/// What came of deciding what is required of somebody.
public enum Deciding {
    DECIDED,
    /// It needs a second admin, and waits for one.
    PROPOSED,
    /// The decider's role does not permit it, or not about this person.
    NOT_ALLOWED,
    /// Nobody takes the second factor from themselves, or makes an exception for themselves.
    NOT_YOURSELF,
    /// The person's role opens nothing without MFA, so it cannot be taken from them.
    STAFF_NEED_IT,
    /// Somebody else has decided since the page was shown.
    CHANGED_MEANWHILE,
    NO_SUCH_ACCOUNT
}
