package org.sallyport.core.source;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;

/// Somebody of a source of whom no rule says which account is theirs. Kept until an admin decides, or the source says
/// something else.
///
/// @param username how the source calls them now
/// @param with the account that stands in the way; empty where several do
/// @param since when it was first seen
public record SourceConflict(
        SourceKey key,
        Username username,
        String displayName,
        Why why,
        Optional<AccountId> with,
        Instant since,
        Decision decision) {

    public enum Why {
        /// An account of that name is there, and no rule makes them one.
        NAME_TAKEN,
        /// The account that the rule finds has a role of staff: only an admin makes them one.
        STAFF,
        /// The rule finds more than one account.
        SEVERAL,
        /// The account that the rule finds belongs to somebody else of the same source.
        LINKED_ALREADY,
        /// The source disables the last owner, without whom nobody could change anything.
        LAST_OWNER;

        /// `name-taken`: how the audit log and the pages call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public enum Decision {
        OPEN,
        /// An admin wants it left as it is.
        LEFT
    }

    /// Whether the same stands in the way of the same person.
    boolean isAbout(SourceConflict other) {
        return key.equals(other.key) && why == other.why && with.equals(other.with);
    }

    SourceConflict decided(Decision changed) {
        return new SourceConflict(key, username, displayName, why, with, since, changed);
    }
}
