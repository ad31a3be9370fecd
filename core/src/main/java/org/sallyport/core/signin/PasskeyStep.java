package org.sallyport.core.signin;

import java.time.Instant;
import java.util.Set;
import org.sallyport.core.account.Account;

/// What came of the answer of a passkey.
public sealed interface PasskeyStep {
    /// @param signs what somebody had better look at
    /// @param passwordChanged when the account password of this moment was set
    record Accepted(Account account, Set<Sign> signs, Instant passwordChanged) implements PasskeyStep {
        public Accepted {
            signs = Set.copyOf(signs);
        }
    }

    record Refused(Why why) implements PasskeyStep {}

    /// What is odd about an answer that counts.
    enum Sign {
        /// Its count of signatures went back: there may be a copy that nobody knows of.
        COUNTED_BACK,
        /// It was used last at a time that has not come yet: a clock was ahead.
        CLOCK_WAS_AHEAD
    }

    /// Why an answer does not count.
    enum Why {
        /// No passkey of this account, or an answer that did not stand up to verification.
        NOT_REGISTERED("not-registered"),
        /// This challenge, or a later one, was answered before; or it is of a time that has not come yet.
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
