package org.sallyport.server.listener.ldap;

import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;

/// Who a connection is bound as.
sealed interface Identity {
    /// The authorization identity as WhoAmI says it (RFC 4532 section 2.2, RFC 4513 section 5.2.1.8).
    String authzId();

    record Anonymous() implements Identity {
        @Override
        public String authzId() {
            return "";
        }
    }

    /// A bind that was accepted.
    ///
    /// @param attempt the bind, its secret gone
    record SignIn(Attempt attempt, Verdict.Accepted verdict) {}

    /// @param attempt the bind, its secret gone
    /// @param branch where the name they bound with puts them
    record Person(Attempt attempt, Verdict.Accepted verdict, Branch branch) implements Identity {
        Username name() {
            return verdict.canonical();
        }

        @Override
        public String authzId() {
            return "dn:" + branch.of(name());
        }
    }

    /// @param signIn of the account that it binds as; empty where it showed a password of its own
    record Service(LdapService service, String dn, Optional<SignIn> signIn) implements Identity {
        @Override
        public String authzId() {
            return "dn:" + dn;
        }
    }
}
