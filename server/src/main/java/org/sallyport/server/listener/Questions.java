package org.sallyport.server.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the questions that memory cannot answer to the verifier, each on a virtual thread of its own, and only so many
/// at once. Thread-safe.
public final class Questions implements AutoCloseable {
    static final Verdict NO_ROOM = new Verdict.Deferred(Delay.BUSY, Duration.ofSeconds(1));

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final Verifier verifier;
    private final Semaphore room;
    private final Duration patience;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("question-", 1).factory());

    public Questions(Verifier verifier, Caps caps, Deadlines deadlines) {
        this.verifier = verifier;
        this.room = new Semaphore(caps.questions());
        this.patience = deadlines.drain();
    }

    /// The verdict, sooner or later; deferred at once where too many are waited for already. Fails only where the
    /// verifier throws, which is a defect.
    public CompletionStage<Verdict> ask(Attempt attempt, TraceId trace) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedStage(NO_ROOM);
        }
        return CompletableFuture.supplyAsync(
                        () -> ScopedValue.where(TraceId.CURRENT, trace).call(() -> verifier.verify(attempt)), threads)
                .whenComplete((_, _) -> room.release());
    }

    /// Waits for the questions that are still open until the drain deadline, and interrupts what is left then: a
    /// verifier that hangs must not keep the server from stopping.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
                LOG.atWarn().setMessage("listener.questions-interrupted").log();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
