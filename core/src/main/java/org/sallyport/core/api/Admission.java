package org.sallyport.core.api;

import java.util.Locale;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.secret.Secret;

/// What came of presenting a token, or the secret of a client. Why not is for the audit log: on the wire all of it is
/// one answer.
public sealed interface Admission {
    record Admitted(Program program) implements Admission {}

    record Refused(Why why) implements Admission {}

    enum Why {
        /// Nobody made it, or it was revoked.
        UNKNOWN,
        EXPIRED,
        /// It is not taken from there.
        FROM_ELSEWHERE,
        /// Whoever made it is disabled, gone, or has no role any more.
        MAKER_WITHOUT_A_ROLE;

        /// `from-elsewhere`: never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What came of asking for an access token.
    sealed interface Exchange {
        /// @param secret the clear text of the access token
        record Given(ApiToken token, Secret secret) implements Exchange {}

        record BadClient() implements Exchange {}

        /// More was asked for than the client is for.
        ///
        /// @param allowed what it may have
        record BadScope(Set<Permission> allowed) implements Exchange {}
    }
}
