package org.sallyport.server.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many requests came under a name within the minute, on this node. Thread-safe.
final class RequestRates {
    static final Duration WINDOW = Duration.ofMinutes(1);

    /// Beyond it the names that have not been heard for longest are forgotten.
    private static final int MOST = 20_000;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST;
        }
    };

    private record Window(Instant began, int taken) {}

    /// What is left.
    ///
    /// @param seconds until there is all of it again
    record Left(int remaining, long seconds) {
        boolean isOver() {
            return remaining < 0;
        }
    }

    /// Takes one of `quota`.
    synchronized Left take(String name, int quota, Instant now) {
        var before = windows.get(name);
        var window = before == null || !now.isBefore(before.began().plus(WINDOW)) || now.isBefore(before.began())
                ? new Window(now, 1)
                : new Window(before.began(), before.taken() + 1);
        windows.put(name, window);
        return left(window, quota, now);
    }

    /// What is left, without taking any.
    synchronized Left look(String name, int quota, Instant now) {
        var window = windows.get(name);
        return window == null || !now.isBefore(window.began().plus(WINDOW))
                ? new Left(quota, 0)
                : left(window, quota, now);
    }

    private static Left left(Window window, int quota, Instant now) {
        long seconds = Duration.between(now, window.began().plus(WINDOW))
                .plusMillis(999)
                .toSeconds();
        return new Left(quota - window.taken(), Math.max(1, seconds));
    }
}
