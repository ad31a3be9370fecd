package org.sallyport.core.signin;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.Account;

/// What came of signing in at an identity provider.
public sealed interface ProviderStep {
    /// @param next what comes after it; a second factor that was proved there is one
    /// @param passwordChanged when the account password of this moment was set
    /// @param secondFactorAt when a second factor was proved there; empty where its word is not taken for one
    record Accepted(Account account, PasswordStep.Next next, Instant passwordChanged, Optional<Instant> secondFactorAt)
            implements ProviderStep {}

    record Refused(Why why) implements ProviderStep {}

    /// Why somebody who is signed in there is not let in here.
    enum Why {
        /// No account is theirs, and none is made.
        NOT_KNOWN("provider-not-known"),
        /// An admin has to say whether an account that is there is theirs.
        UNDECIDED("provider-undecided"),
        ACCOUNT_DISABLED("account-disabled"),
        /// Somebody else is signed in here.
        SOMEBODY_ELSE("provider-somebody-else"),
        /// The provider did not ask for a second factor, or not just now.
        NO_SECOND_FACTOR("provider-no-second-factor");

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
