package org.sallyport.server.web;

/// How far a visitor who has typed the account password has come.
public enum Stage {
    /// MFA is in force and the second factor has not been proved in this session.
    SECOND_FACTOR_DUE,
    /// As before, but an onboarding code was typed in this session: a new method has to be registered now, in the place
    /// of those that were lost.
    REPLACING,
    /// MFA is required, nothing is registered, and it cannot be put off any longer.
    SET_UP_DUE,
    /// MFA is required, nothing is registered, and there are days left.
    SET_UP_OPEN,
    /// MFA is not required.
    NOT_REQUIRED,
    /// MFA is in force and the second factor was proved.
    SIGNED_IN
}
