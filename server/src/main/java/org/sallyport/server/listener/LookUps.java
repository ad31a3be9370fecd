package org.sallyport.server.listener;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is looked up for callers beside their questions, each on a virtual thread of its own, and only so many at once.
/// It has this room to itself, so that no number of look-ups keeps a sign-in waiting. Thread-safe.
public final class LookUps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);

    private final Semaphore room;
    private final Duration patience;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-up-", 1).factory());

    public LookUps(int most, Duration patience) {
        this.room = new Semaphore(most);
        this.patience = patience;
    }

    /// What comes of it, sooner or later; empty where too many are under way already.
    public <R> Optional<CompletionStage<R>> begin(Supplier<R> lookUp) {
        if (!room.tryAcquire()) {
            return Optional.empty();
        }
        return Optional.of(CompletableFuture.supplyAsync(lookUp, threads).whenComplete((_, _) -> room.release()));
    }

    /// Waits for what is under way until the drain deadline, and interrupts what is left then.
    @Override
    public void close() {
        if (!Draining.isDone(threads, patience)) {
            LOG.atWarn().setMessage("listener.look-ups-interrupted").log();
        }
    }
}
