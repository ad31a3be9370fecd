package org.sallyport.server.main;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Does behind the answer what nobody waits for, one thing after the other, in a thread of its own: a moment later,
/// when the answer has left, or the work for it could slow it down and so tell that there is some. What no longer fits
/// into its queue is done by whoever asks for it: nothing is dropped, and no flood fills the memory. Thread-safe.
final class Afterwards implements Executor, AutoCloseable {
    private static final int LONGEST_QUEUE = 1_000;
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(5);
    static final Duration MOMENT = Duration.ofMillis(200);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_QUEUE),
            Thread.ofPlatform().daemon().name("afterwards").factory(),
            (late, _) -> ((Late) late).now());

    @Override
    public void execute(Runnable work) {
        thread.execute(new Late(work, System.nanoTime() + MOMENT.toNanos()));
    }

    /// Lets what is left be finished, for five seconds at most.
    @Override
    public void close() {
        stopping.countDown();
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

    private final class Late implements Runnable {
        private final Runnable work;
        private final long due;

        private Late(Runnable work, long due) {
            this.work = work;
            this.due = due;
        }

        @Override
        public void run() {
            try {
                var _ = stopping.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // told to stop, and what is left is done without waiting
            }
            now();
        }

        private void now() {
            Tasks.once("afterwards", work);
        }
    }
}
