package org.sallyport.core.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.sallyport.core.throttle.Bounded;

/// What was judged here in the last minute, so that a server that asks and reports does not have one failure counted
/// twice: each verdict excuses one report. Thread-safe; bounded, and what falls out is counted.
final class Judged {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Map<Way, Open> open = Bounded.map();

    /// @param verdicts how many no report has come for yet
    private record Open(long verdicts, Instant last) {}

    synchronized void judged(Way way, Instant now) {
        open.put(way, new Open(verdicts(way, now) + 1, now));
    }

    /// Whether this report is about a verdict of ours; asked once for each report.
    synchronized boolean excuses(Way way, Instant now) {
        long verdicts = verdicts(way, now);
        if (verdicts > 1) {
            open.put(way, new Open(verdicts - 1, now));
        } else {
            open.remove(way);
        }
        return verdicts > 0;
    }

    private long verdicts(Way way, Instant now) {
        var kept = open.get(way);
        return kept == null || kept.last().plus(KEPT).isBefore(now) ? 0 : kept.verdicts();
    }
}
