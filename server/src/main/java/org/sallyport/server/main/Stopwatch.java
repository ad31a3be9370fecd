package org.sallyport.server.main;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/// Measures from the start of this process.
final class Stopwatch {
    private final InstantSource clock;

    Stopwatch(InstantSource clock) {
        this.clock = clock;
    }

    /// `2.3`
    String seconds() {
        var now = clock.instant();
        var since = ProcessHandle.current().info().startInstant().orElse(now);
        return String.format(Locale.ROOT, "%.1f", Duration.between(since, now).toMillis() / 1000.0);
    }
}
