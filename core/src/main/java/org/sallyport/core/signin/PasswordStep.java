package org.sallyport.core.signin;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.account.Account;

/// What came of the first step of signing in.
public sealed interface PasswordStep {
    /// @param passwordChanged when the account password was set that was right
    record Right(Account account, Next next, Instant passwordChanged) implements PasswordStep {}

    /// The name, the password or both are wrong, or the account is disabled; the pages never say which.
    record Wrong() implements PasswordStep {}

    /// Not looked at; after this long it will be.
    record Later(Duration time) implements PasswordStep {}

    /// What comes after the account password.
    enum Next {
        /// Nothing: MFA is not required.
        DONE("done"),
        SECOND_FACTOR("second-factor"),
        /// Nothing is registered yet, and it cannot be put off.
        SET_UP("set-up"),
        /// Nothing is registered yet, and there is still time.
        MAY_SET_UP("may-set-up");

        private final String code;

        Next(String code) {
            this.code = code;
        }

        /// How the audit log calls it; never changed.
        public String code() {
            return code;
        }
    }
}
