package org.sallyport.core.asking;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// How many questions came within the last hour, in steps of ten seconds. Thread-safe.
final class Course {
    private static final int STEP_SECONDS = 10;
    private static final int STEPS = 360;
    /// Before every moment, and far from where numbers end.
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final int[] answered = new int[STEPS];
    private final int[] refused = new int[STEPS];
    private final int[] unavailable = new int[STEPS];
    private long newest = NEVER;

    synchronized void count(Outcome outcome, Instant now) {
        advance(step(now));
        of(outcome)[at(newest)]++;
    }

    /// @param time an hour at most; the step that has begun counts as a whole one
    synchronized Rate within(Duration time, Instant now) {
        long last = step(now);
        long first = Math.max(last - time.toSeconds() / STEP_SECONDS + 1, newest - STEPS + 1);
        var rate = Rate.NONE;
        for (long step = first; step <= Math.min(last, newest); step++) {
            int at = at(step);
            rate = rate.plus(new Rate(answered[at], refused[at], unavailable[at]));
        }
        return rate;
    }

    private int[] of(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> answered;
            case REFUSED -> refused;
            case UNAVAILABLE -> unavailable;
        };
    }

    /// A clock that is set back counts where it was.
    private void advance(long step) {
        if (step - newest >= STEPS) {
            Arrays.fill(answered, 0);
            Arrays.fill(refused, 0);
            Arrays.fill(unavailable, 0);
            newest = step;
        }
        while (newest < step) {
            newest++;
            answered[at(newest)] = 0;
            refused[at(newest)] = 0;
            unavailable[at(newest)] = 0;
        }
    }

    private static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    private static int at(long step) {
        return Math.floorMod(step, STEPS);
    }
}
