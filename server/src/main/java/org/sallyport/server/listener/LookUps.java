package org.sallyport.server.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is looked up for callers beside their questions, each on a virtual thread of its own. Many may wait and few are
/// under way: all of them read the store, and some databases have no more connections than a first sign-in needs too.
/// Thread-safe.
public final class LookUps implements AutoCloseable {
    /// How many a sign-in finds before it in the store at most.
    static final int AT_ONCE = 4;

    // SSSD waits for a search for six seconds, chasquid for a look-up for five.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);

    private final Semaphore room;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Duration patience;
    private final Duration longestWait;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-up-", 1).factory());

    /// @param most how many may wait or be under way
    /// @param patience how long [#close] waits for them
    public LookUps(int most, Duration patience) {
        this(most, patience, LONGEST_WAIT);
    }

    LookUps(int most, Duration patience, Duration longestWait) {
        this.room = new Semaphore(most);
        this.patience = patience;
        this.longestWait = longestWait;
    }

    /// What comes of it, sooner or later. Fails where the look-up throws.
    ///
    /// @param busy what is said where too many wait already, or its turn does not come soon
    public <R> CompletionStage<R> begin(Supplier<R> lookUp, R busy) {
        return begin(TraceId.fresh(), lookUp, busy);
    }

    /// The same for a request that has its name already.
    public <R> CompletionStage<R> begin(TraceId trace, Supplier<R> lookUp, R busy) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedStage(busy);
        }
        return CompletableFuture.supplyAsync(() -> trace.during(() -> inTurn(lookUp, busy)), threads)
                .whenComplete((_, _) -> room.release());
    }

    private <R> R inTurn(Supplier<R> lookUp, R busy) {
        try {
            if (!turns.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return busy;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return busy;
        }
        try {
            return lookUp.get();
        } finally {
            turns.release();
        }
    }

    /// Waits for what is under way until the drain deadline, and interrupts what is left then.
    @Override
    public void close() {
        if (!Draining.isDone(threads, patience)) {
            LOG.atWarn().setMessage("listener.look-ups-interrupted").log();
        }
    }
}
