package org.sallyport.server.main;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Does behind the answer what nobody waits for, one thing after the other, in a thread of its own. What no longer fits
/// into its queue is done by whoever asks for it: nothing is dropped, and no flood fills the memory. Thread-safe.
final class Afterwards implements Executor, AutoCloseable {
    private static final int LONGEST_QUEUE = 1_000;
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_QUEUE),
            Thread.ofPlatform().daemon().name("afterwards").factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());

    @Override
    public void execute(Runnable work) {
        thread.execute(() -> Tasks.once("afterwards", work));
    }

    /// Lets what is left be finished, for five seconds at most.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_LEAVE.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
