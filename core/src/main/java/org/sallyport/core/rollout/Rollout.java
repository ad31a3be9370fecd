package org.sallyport.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Subject;

/// The time in which a group, or everybody, goes over to app passwords. MFA is required of them from its beginning, so
/// that they can register and make app passwords; their apps may use the account password beside that, until each
/// person is switched over: when nothing has sent their account password for a while, or on the date.
///
/// @param until the date: from then on no app of theirs may use the account password, whether or not anybody was
///     switched over by then
/// @param quiet for how long nothing must have sent somebody's account password before they are switched over early
/// @param over since when nothing is left to do; empty before
public record Rollout(
        RolloutId id,
        Subject subject,
        Instant began,
        Instant until,
        Duration quiet,
        Status status,
        Optional<Instant> over) {
    /// The longest time that one may take from now on.
    public static final Duration LONGEST = Duration.ofDays(365);

    /// The longest time for which nothing must have been sent.
    public static final Duration LONGEST_QUIET = Duration.ofDays(60);

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    public enum Status {
        RUNNING,
        /// Nobody is switched over, and no date stands.
        PAUSED,
        /// Nothing is required on its account any more.
        CALLED_OFF
    }

    public Rollout {
        if (subject instanceof Subject.Person) {
            throw new IllegalArgumentException("a rollout is for a group or for everybody");
        }
        if (quiet.compareTo(Duration.ofDays(1)) < 0 || quiet.compareTo(LONGEST_QUIET) > 0) {
            throw new IllegalArgumentException("nothing is sent for 1 to 60 days, found " + quiet);
        }
    }

    public boolean isOver() {
        return over.isPresent();
    }

    /// Whether an admin can still change it.
    public boolean isOpen() {
        return !isOver() && status != Status.CALLED_OFF;
    }

    /// Whether people are switched over, now or when their time comes.
    public boolean isRunning() {
        return !isOver() && status == Status.RUNNING;
    }

    /// Whether the date has come.
    public boolean isDue(Instant now) {
        return !now.isBefore(until);
    }

    /// Since when an app counts that has sent somebody's account password: what came last before that is as good as
    /// gone.
    public Instant counting(Instant now) {
        return now.minus(quiet);
    }

    /// Whether it has been watched for long enough that who sends nothing can be told.
    public boolean hasWatched(Instant now) {
        return !now.isBefore(began.plus(quiet));
    }

    /// Until when apps may use the account password as things stand; far away while it is paused.
    public Instant takesUntil() {
        return status == Status.PAUSED ? NEVER : until;
    }

    /// What is required of its subject while it is open.
    Requirement requires() {
        return new Requirement(subject, MfaState.Required.YES, began, Optional.of(takesUntil()));
    }

    Rollout with(Status changed) {
        return new Rollout(id, subject, began, until, quiet, changed, over);
    }

    Rollout withUntil(Instant changed) {
        return new Rollout(id, subject, began, changed, quiet, status, over);
    }

    Rollout withOver(Instant since) {
        return new Rollout(id, subject, began, until, quiet, status, Optional.of(since));
    }
}
