package org.sallyport.core.apppassword;

import org.sallyport.core.secret.Secret;

/// What came of asking for an app password.
public sealed interface Issuing {
    /// Here it is, once.
    ///
    /// @param secret the clear text; shown by the caller and then closed
    record Issued(AppPassword made, Secret secret) implements Issuing {}

    /// A second factor has to be proved anew first.
    record StepUpNeeded() implements Issuing {}

    /// MFA is not required for the account, so there is nothing an app password would open.
    record NotRequired() implements Issuing {}

    /// A group of the account's has no app passwords.
    record NotAllowed() implements Issuing {}

    /// No second factor is registered yet.
    record NotRegistered() implements Issuing {}

    record TooMany(int maximum) implements Issuing {}

    /// So many were made within a day that something must be wrong; a day later there can be more.
    record TooManyToday(int maximum) implements Issuing {}

    /// The account is disabled or gone.
    record NoSuchAccount() implements Issuing {}
}
