package org.sallyport.server.listener;

import java.time.Duration;

/// How fast a message has to come once it has begun. The whole of it counts and no single pause: a small message may
/// come slowly, a large one may rest, and whoever sends one byte now and then to stay is found out.
///
/// @param start how long any message may take
/// @param bytesPerSecond what it has to make on average if it takes longer
public record Pace(Duration start, int bytesPerSecond) {
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(10), 256);

    public Pace {
        if (!start.isPositive() || bytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "a pace is at least one byte a second after a while, found " + bytesPerSecond + " after " + start);
        }
    }

    /// How long after it began a message may still be without its end, of which so many bytes have come.
    Duration allows(long bytes) {
        return start.plus(Duration.ofSeconds(bytes).dividedBy(bytesPerSecond));
    }
}
