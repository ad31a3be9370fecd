package org.sallyport.core.job;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// Something that somebody began.
///
/// @param maker who of the staff began it, themselves or by a program; empty where the operator did
/// @param moved when it came to its state
/// @param content sealed for this job: what it is to do and what it came to
public record Job(
        JobId id, Kind kind, State state, Optional<AccountId> maker, Instant made, Instant moved, byte[] content) {
    public Job {
        content = content.clone();
    }

    /// What a job does.
    public enum Kind {
        PEOPLE_IMPORT
    }

    /// How far a job has come.
    public enum State {
        /// A node is to find out what it would do.
        TO_BE_CHECKED,
        /// It would do something, and waits for one of the staff to say so.
        CHECKED,
        /// A node is to do it.
        TO_BE_DONE,
        DONE,
        /// It was done, and taken back.
        UNDONE,
        /// It cannot be done as it is.
        REFUSED,
        /// One of the staff called it off, or nobody said anything for a day.
        CANCELLED,
        /// Nothing was done, though it was to be.
        FAILED;

        /// `to-be-checked`: what pages call it.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether a node has something to do.
        public boolean isDue() {
            return this == TO_BE_CHECKED || this == TO_BE_DONE;
        }

        /// Whether nothing follows any more.
        public boolean isOver() {
            return !isDue() && this != CHECKED;
        }
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    public Job moved(State next, byte[] newContent, Instant now) {
        return new Job(id, kind, next, maker, made, now, newContent);
    }
}
