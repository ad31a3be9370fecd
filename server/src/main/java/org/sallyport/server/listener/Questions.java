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
///
/// A question that is not answered in time is given up: whoever asked hears "ask again", and the thread is interrupted,
/// so that the verifier does not judge, count or write down what nobody waits for.
public final class Questions implements AutoCloseable {
    static final Verdict NO_ROOM = new Verdict.Deferred(Delay.BUSY, Duration.ofSeconds(1));
    static final Verdict GIVEN_UP = new Verdict.Deferred(Delay.OUTAGE, Duration.ofSeconds(5));

    /// Before Postfix's ten seconds are over, so that what apps hear is the answer from here.
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final Verifier verifier;
    private final Semaphore room;
    private final Duration answerWithin;
    private final Duration patience;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("question-", 1).factory());

    public Questions(Verifier verifier, Caps caps, Deadlines deadlines) {
        this(verifier, caps, deadlines, ANSWER_WITHIN);
    }

    Questions(Verifier verifier, Caps caps, Deadlines deadlines, Duration answerWithin) {
        this.verifier = verifier;
        this.answerWithin = answerWithin;
        this.room = new Semaphore(caps.questions());
        this.patience = deadlines.drain();
    }

    /// The verdict, sooner or later; deferred at once where too many are waited for already. Fails only where the
    /// verifier throws, which is a defect.
    public CompletionStage<Verdict> ask(Attempt attempt, TraceId trace) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedStage(NO_ROOM);
        }
        var verdict = new CompletableFuture<Verdict>();
        var work = threads.submit(() -> {
            try {
                verdict.complete(ScopedValue.where(TraceId.CURRENT, trace).call(() -> verifier.verify(attempt)));
            } catch (RuntimeException | Error defect) {
                verdict.completeExceptionally(defect);
            } finally {
                room.release();
            }
        });
        return verdict.completeOnTimeout(GIVEN_UP, answerWithin.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((said, _) -> {
                    if (GIVEN_UP.equals(said)) {
                        work.cancel(true);
                    }
                });
    }

    /// Waits for the questions that are still open until the drain deadline, and interrupts what is left then: a
    /// verifier that hangs must not keep the server from stopping.
    @Override
    public void close() {
        if (!Draining.isDone(threads, patience)) {
            LOG.atWarn().setMessage("listener.questions-interrupted").log();
        }
    }
}
