package org.sallyport.core.rollout;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// That one person was switched over to app passwords in a rollout, or that an admin took it back.
///
/// @param until where it was taken back: when they are switched over after all; empty otherwise
public record Switchover(RolloutId rollout, AccountId account, Why why, Instant at, Optional<Instant> until) {
    public enum Why {
        /// Nothing had sent their account password for a while.
        EMPTY_LIST,
        /// The date had come.
        DATE,
        /// An admin gave them more time.
        TAKEN_BACK;

        /// `empty-list`: how the audit log and the pages call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isTakenBack() {
        return why == Why.TAKEN_BACK;
    }

    /// Whether more time was given, and it has passed.
    boolean isDueAgain(Instant now) {
        return until.filter(date -> !now.isBefore(date)).isPresent();
    }
}
