package org.sallyport.server.listener.dovecot.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Closes what somebody may be stuck in when time is up, which frees them: connecting to a socket in the file system
/// and writing know no limit of their own, and whoever drips its half of a TLS handshake renews that of reading.
final class Watch implements AutoCloseable {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    private Watch() {}

    /// Begins to watch.
    ///
    /// @param stuck may be closed by another thread at any moment
    static Watch over(Closeable stuck, Duration patience) {
        var watch = new Watch();
        var _ = watch.done
                .completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS)
                .thenAccept(inTime -> {
                    if (!inTime) {
                        closeQuietly(stuck);
                    }
                });
        return watch;
    }

    /// Ends the watch.
    ///
    /// @throws IOException when time was up before
    @Override
    public void close() throws IOException {
        if (!done.complete(true)) {
            throw new IOException("it took too long");
        }
    }

    private static void closeQuietly(Closeable stuck) {
        try {
            stuck.close();
        } catch (IOException gone) {
            // That is what was wanted.
        }
    }
}
