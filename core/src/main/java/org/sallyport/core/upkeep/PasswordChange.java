package org.sallyport.core.upkeep;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.source.SourceName;

/// What came of changing an account password.
public sealed interface PasswordChange {
    /// It is changed, and every browser session of the account has ended.
    ///
    /// @param at when it was set
    /// @param then what became of the app passwords
    /// @param appPasswords how many were put to sleep or revoked
    /// @param receipt what was closed at connected servers
    record Changed(Instant at, Limits.PasswordChanged then, int appPasswords, OpenConnections.Receipt receipt)
            implements PasswordChange {}

    /// A second factor has to be proved anew first.
    record StepUpNeeded() implements PasswordChange {}

    /// The present password was not right.
    record WrongPresent() implements PasswordChange {}

    /// The present password was not looked at; after this long it will be.
    record Later(Duration time) implements PasswordChange {}

    ///
    /// @param shortest how many characters one of theirs has at least
    record Weak(PasswordWeakness why, int shortest) implements PasswordChange {}

    /// The new one is the present one.
    record Same() implements PasswordChange {}

    /// The source that the account comes from has it: only there can it be changed.
    record NotHere(SourceName source) implements PasswordChange {}

    record NoSuchAccount() implements PasswordChange {}
}
