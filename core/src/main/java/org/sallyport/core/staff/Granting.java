package org.sallyport.core.staff;

/// What came of giving somebody a role.
public enum Granting {
    GRANTED,
    /// It needs a second admin, and waits for one.
    PROPOSED,
    /// The role is above the giver's, or the person is, or they are the same.
    NOT_ALLOWED,
    NO_SUCH_ACCOUNT
}
