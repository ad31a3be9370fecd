package org.sallyport.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How much of what cannot wait one address, or one source, is given: so many in any ten minutes, and so many in any
/// day.
public enum Share {
    /// To one mailbox, whoever asks.
    OF_ADDRESS(3, 10),
    /// From one line, whomever they are for. An office full of people that set up on one morning comes from one line.
    OF_SOURCE(100, 1000),
    /// Mails of one grave kind to one address that go at once, so that none of them hides another. What is more goes
    /// with the rest ([Gathering]).
    OF_GRAVE(2, 2);

    /// As far back as anything counts.
    public static final Duration DAY = Duration.ofDays(1);

    private static final Duration WHILE = Duration.ofMinutes(10);

    private final int inTenMinutes;
    private final int inDay;

    Share(int inTenMinutes, int inDay) {
        this.inTenMinutes = inTenMinutes;
        this.inDay = inDay;
    }

    /// From when there may be another one; empty when there may be now.
    ///
    /// @param moments when those of the last day were, oldest first
    public Optional<Instant> blockedUntil(List<Instant> moments, Instant now) {
        return Stream.of(freeAgain(moments, inTenMinutes, WHILE), freeAgain(moments, inDay, DAY))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .max(Instant::compareTo);
    }

    /// Those that still count.
    public static List<Instant> lately(List<Instant> moments, Instant now) {
        return moments.stream().filter(at -> at.isAfter(now.minus(DAY))).toList();
    }

    // The one that fell out of the window when this many more have come.
    private static Optional<Instant> freeAgain(List<Instant> moments, int most, Duration window) {
        return moments.size() < most
                ? Optional.empty()
                : Optional.of(moments.get(moments.size() - most).plus(window));
    }
}
