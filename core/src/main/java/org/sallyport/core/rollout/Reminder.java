package org.sallyport.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

/// Which mail before a rollout's date is due: one at its beginning, then fourteen days, three days and one day before.
final class Reminder {
    private static final int[] DAYS_BEFORE = {1, 3, 14};
    private static final int AT_THE_BEGINNING = 0;

    private Reminder() {}

    /// What it is called: another one for another date.
    static String at(Rollout rollout, Instant now) {
        int days = IntStream.of(DAYS_BEFORE)
                .filter(before -> !now.plus(Duration.ofDays(before)).isBefore(rollout.until()))
                .findFirst()
                .orElse(AT_THE_BEGINNING);
        return rollout.until().atZone(ZoneOffset.UTC).toLocalDate() + " " + days;
    }
}
