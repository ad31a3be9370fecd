package org.sallyport.core.signin;

import java.time.Duration;
import org.sallyport.core.account.Account;

/// What came of the first step of signing in.
public sealed interface PasswordStep {
    record Right(Account account, Next next) implements PasswordStep {}

    /// The name, the password or both are wrong, or the account is disabled; the pages never say which.
    record Wrong() implements PasswordStep {}

    /// Not looked at; after this long it will be.
    record Later(Duration time) implements PasswordStep {}

    /// What comes after the account password.
    enum Next {
        /// Nothing: MFA is not required.
        DONE,
        SECOND_FACTOR,
        /// Nothing is registered yet, and it cannot be put off.
        SET_UP,
        /// Nothing is registered yet, and there is still time.
        MAY_SET_UP
    }
}
