package org.sallyport.core.signin;

import java.time.Instant;
import org.sallyport.core.account.Account;

/// What came of the answer of a passkey.
public sealed interface PasskeyStep {
    /// @param countedBack whether its count of signatures went back: there may be a copy that nobody knows of
    /// @param passwordChanged when the account password of this moment was set
    record Accepted(Account account, boolean countedBack, Instant passwordChanged) implements PasskeyStep {}

    record Refused(Why why) implements PasskeyStep {}

    /// Why an answer does not count.
    enum Why {
        /// No passkey of this account, or an answer that did not stand up to verification.
        NOT_REGISTERED("not-registered"),
        /// This challenge, or a later one, was answered before.
        ALREADY_USED("already-used"),
        /// The count went back, and the authenticator says that it cannot be copied: somebody may have copied it.
        COUNTED_BACK("counted-back"),
        /// It is to stand for the password too, and has not verified its user.
        USER_NOT_VERIFIED("user-not-verified"),
        ACCOUNT_DISABLED("account-disabled");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        /// How the audit log calls it; never changed.
        public String code() {
            return code;
        }
    }
}
