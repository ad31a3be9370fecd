package org.sallyport.core.deletion;

/// What came of wanting to delete an account.
public enum Deleting {
    /// It is disabled, and will be deleted when it is due.
    PLANNED,
    /// It needs a second admin, and waits for one. Nothing has changed.
    PROPOSED,
    /// Nobody else is an owner.
    LAST_OWNER,
    /// The person outranks whoever asked, or is the same, or whoever asked has lost their role meanwhile.
    NOT_ALLOWED,
    NO_SUCH_ACCOUNT
}
