package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.stream.LongStream;
import org.sallyport.core.store.Store;

/// How many failures are usual, and whether there are far more of them now: more than ten times the median of the last
/// seven days, and more than two hundred in ten minutes, below which a small house would call every Monday unusual.
final class Usual {
    private static final int TIMES = 10;
    private static final double AT_LEAST = 200;
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final Throttle throttle;
    private long slot = -1;
    private double limit = AT_LEAST;

    Usual(Throttle throttle) {
        this.throttle = throttle;
    }

    /// Tells the throttle. It calms down at half of what excites it, so that it does not waver.
    void judge(Store store, Instant now) {
        if (Family.TOTAL.slotAt(now) != slot) {
            limit = Math.max(AT_LEAST, TIMES * (double) median(store, now));
            slot = Family.TOTAL.slotAt(now);
        }
        double total = throttle.total(now);
        throttle.stressed(total > (throttle.isStressed() ? limit / 2 : limit));
    }

    private long median(Store store, Instant now) {
        long last = Family.TOTAL.slotAt(now) - 1;
        long first = Family.TOTAL.slotAt(now.minus(LOOKED_BACK));
        var counts = new HashMap<Long, Long>();
        for (var count : store.transact(books -> GuessCounts.in(books).beginningWith(throttle.totals()))) {
            var name = count.counter();
            counts.put(Long.parseLong(name.substring(name.lastIndexOf('/') + 1)), count.counted());
        }
        long[] sorted = LongStream.rangeClosed(first, last)
                .map(at -> counts.getOrDefault(at, 0L))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
