package org.sallyport.server.listener;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/// The end of the threads that work for a listener.
final class Draining {
    private Draining() {}

    /// Takes no more work, waits for what is under way, and interrupts what is left when patience ends.
    ///
    /// @return whether everything was done in time
    static boolean isDone(ExecutorService threads, Duration patience) {
        threads.shutdown();
        boolean done = false;
        try {
            done = threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!done) {
                threads.shutdownNow();
            }
        }
        return done;
    }
}
