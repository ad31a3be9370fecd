package org.sallyport.core.method;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often a code may be tried. Only somebody who has proved the account password gets this far, so the waits
/// cannot be used to lock a stranger's account.
///
/// Twenty wrong codes in a row end it until a day has passed (NIST SP 800-63B section 3.2.2 allows at most 100): that
/// keeps the chance of guessing six digits below one in ten thousand a day. From the fifth on, each wrong one costs a
/// growing wait of 30 seconds to an hour.
final class TryRules {
    static final int CAP = 20;
    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    static final Duration CAP_WAIT = Duration.ofDays(1);

    private TryRules() {}

    /// From when the next try is looked at; empty when at once.
    static Optional<Instant> nextTry(Tries.Count count, Instant now) {
        if (count.count() < FREE) {
            return Optional.empty();
        }
        var next = count.last().plus(wait(count.count()));
        return now.isBefore(next) ? Optional.of(next) : Optional.empty();
    }

    /// Whether the run of wrong tries lies so far back that counting begins anew.
    static boolean isOver(Tries.Count count, Instant now) {
        return count.count() >= CAP && !now.isBefore(count.last().plus(CAP_WAIT));
    }

    private static Duration wait(int count) {
        if (count >= CAP) {
            return CAP_WAIT;
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE, 7));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
