package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.throttle.Alarm;
import org.sallyport.core.throttle.ThrottleExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens by itself: the journal is followed, what verdicts left behind is written down, the nodes hear of each
/// other's failures, a rotated keyset is taken up. (Sessions are swept by the pages, notices by the postman.)
final class Clockwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    // Snapshots are believed for a second without news; five readings fit into it.
    private static final Duration JOURNAL = Duration.ofMillis(200);
    private static final Duration NOTES = Duration.ofSeconds(5);
    private static final Duration KEYSET = Duration.ofSeconds(5);

    private final Installation installation;
    private final Wired wired;
    // Two, so that a long write of notes does not keep the journal waiting.
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("clockwork-", 1).factory());
    private FileTime keysetSeen = FileTime.fromMillis(0);

    private Clockwork(Installation installation, Wired wired) {
        this.installation = installation;
        this.wired = wired;
    }

    static Clockwork start(Installation installation, Wired wired) {
        var clockwork = new Clockwork(installation, wired);
        clockwork.every(JOURNAL, new Task("journal", wired.snapshots()::follow));
        clockwork.every(NOTES, new Task("verdict-notes", wired.notes()::flush));
        clockwork.every(ThrottleExchange.EVERY, new Task("throttle", clockwork::exchange));
        clockwork.every(KEYSET, new Task("keyset", clockwork::takeUpKeyset));
        return clockwork;
    }

    /// Stops, and writes down what is left to write.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        new Task("verdict-notes", wired.notes()::flush).run();
        new Task("throttle", wired.throttle()::leave).run();
    }

    private void exchange() {
        for (var alarm : wired.throttle().run()) {
            switch (alarm) {
                case Alarm.StressBegan() ->
                    LOG.atError().setMessage("throttle.stress-began").log();
                case Alarm.StressEnded() ->
                    LOG.atInfo().setMessage("throttle.stress-ended").log();
                case Alarm.SourceSlowed(var prefix) ->
                    LOG.atWarn()
                            .setMessage("throttle.source-slowed")
                            .addKeyValue("network", prefix)
                            .log();
                case Alarm.AccountUnderAttack(var account) ->
                    LOG.atWarn()
                            .setMessage("throttle.account-under-attack")
                            .addKeyValue("account", account)
                            .log();
            }
        }
    }

    private void every(Duration time, Task task) {
        var _ = threads.scheduleWithFixedDelay(task, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeUpKeyset() {
        Path path = installation.settings().places().keyset();
        try {
            var changed = Files.getLastModifiedTime(path);
            if (!changed.equals(keysetSeen)) {
                installation.keyset().adopt(installation.keysetFile().read());
                keysetSeen = changed;
            }
        } catch (IOException | KeysetFile.Unreadable e) {
            // What is in memory goes on being right; a human has to look at the file.
            throw new Unavailable("keyset", e);
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
