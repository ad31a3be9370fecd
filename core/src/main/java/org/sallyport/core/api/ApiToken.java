package org.sallyport.core.api;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// What opens the API to a program, never as clear text.
///
/// @param id not a secret; of a client, what OAuth 2.0 calls its `client_id`
/// @param digest of its clear text, keyed
/// @param lastUsed to the minute; empty for never
public record ApiToken(
        UUID id,
        Holder holder,
        Allowance allowance,
        Digest digest,
        Instant made,
        Instant expires,
        Optional<Instant> lastUsed) {
    public enum Kind {
        /// Made by one of the staff for a program of theirs.
        PERSONAL("slp"),
        /// The secret of a client, which opens nothing but the exchange for an access token.
        CLIENT("slc"),
        /// What a client got for its secret, for some minutes.
        ACCESS("sla");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /// How its clear text begins, so that a scanner for leaked secrets knows it; never changed.
        public String prefix() {
            return prefix;
        }
    }

    /// Whose it is.
    ///
    /// @param maker who made it, and without whom it is worth nothing
    /// @param root the token that this one hangs on: the client that an access token was given to, else itself
    public record Holder(AccountId maker, Kind kind, UUID root) {}

    public AccountId maker() {
        return holder.maker();
    }

    public Kind kind() {
        return holder.kind();
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
