package org.sallyport.core.throttle;

import java.time.Duration;

/// How the wait grows with the failures of one account from one source, for one side of the house. The sides count
/// apart: what apps get wrong never delays a person in a browser, and the other way round.
public enum Ladder {
    /// Apps, which ask by themselves: 1 s after three failures, 3 s after nine, 10 s after twenty-five.
    APPS("apps") {
        @Override
        Duration waitAfter(long failures) {
            if (failures < 3) {
                return Duration.ZERO;
            }
            if (failures < 9) {
                return Duration.ofSeconds(1);
            }
            return failures < 25 ? Duration.ofSeconds(3) : Duration.ofSeconds(10);
        }
    },
    /// Persons in a browser: 30 s after ten failures, then twice as long each time up to an hour.
    PAGES("pages") {
        @Override
        Duration waitAfter(long failures) {
            if (failures < PATIENCE) {
                return Duration.ZERO;
            }
            long seconds = 30L << Math.min(failures - PATIENCE, 7);
            return Duration.ofSeconds(Math.min(seconds, 3600));
        }
    };

    private static final int PATIENCE = 10;

    private final String code;

    Ladder(String code) {
        this.code = code;
    }

    /// How the shared counters are told apart; never changed.
    String code() {
        return code;
    }

    /// @param failures counted so far
    abstract Duration waitAfter(long failures);

    /// The same while strangers guess at the account from many places: a source that has never succeeded gets no
    /// patience, but its first guess is always judged, so that nobody is locked out.
    Duration waitWithoutPatience(long failures) {
        return failures == 0 ? Duration.ZERO : waitAfter(failures + PATIENCE - 1);
    }
}
