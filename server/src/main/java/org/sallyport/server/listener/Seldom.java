package org.sallyport.server.listener;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// When a line is due in the log that anybody can cause: now and then, however often it happens. Thread-safe.
public final class Seldom {
    private static final long REST = Duration.ofSeconds(10).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /// Whether whoever asks is to write it now; nobody else is for ten seconds then.
    public boolean isDue() {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + REST);
    }
}
