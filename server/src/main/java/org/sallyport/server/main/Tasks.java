package org.sallyport.server.main;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks that are done again and again, each by a thread of its own: however long one of them takes, no other waits for
/// it.
final class Tasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(5);

    private final List<ScheduledExecutorService> threads = new ArrayList<>();

    /// Does it now and again, this long after the last time has ended.
    synchronized void every(Duration time, String name, Runnable work) {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("clockwork-" + name).factory());
        threads.add(thread);
        var _ = thread.scheduleWithFixedDelay(
                new Task(name, work), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Does it once, here.
    static void once(String name, Runnable work) {
        new Task(name, work).run();
    }

    /// Lets what is under way finish, five seconds at most in all.
    @Override
    public synchronized void close() {
        threads.forEach(ScheduledExecutorService::shutdown);
        long until = System.nanoTime() + LONGEST_LEAVE.toNanos();
        for (var thread : threads) {
            try {
                if (!thread.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException e) {
                thread.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Something done again and again, which says once that it fails and once that it works again.
    private static final class Task implements Runnable {
        private final String name;
        private final Runnable work;
        private boolean failing;

        Task(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.run();
                if (failing) {
                    LOG.atInfo()
                            .setMessage("task.works-again")
                            .addKeyValue("task", name)
                            .log();
                }
                failing = false;
            } catch (Unavailable later) {
                if (!failing) {
                    LOG.atWarn()
                            .setMessage("task.fails")
                            .addKeyValue("task", name)
                            .addKeyValue("why", later.getMessage())
                            .log();
                }
                failing = true;
            } catch (RuntimeException unforeseen) {
                // A task that throws is never run again, and snapshots would never be believed again.
                LOG.atError()
                        .setMessage("task.failed")
                        .addKeyValue("task", name)
                        .setCause(unforeseen)
                        .log();
            }
        }
    }
}
