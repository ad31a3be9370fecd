package org.sallyport.server.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    /// Before Postfix's ten seconds are over, so that what apps hear is the answer from here.
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

    static final Verdict NO_ROOM = new Verdict.Deferred(Delay.BUSY, Duration.ofSeconds(1));
    static final Verdict GIVEN_UP = new Verdict.Deferred(Delay.OUTAGE, Duration.ofSeconds(5));

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final Verifier verifier;
    private final Semaphore room;
    private final Duration patience;
    private final ExecutorService threads;

    public Questions(Verifier verifier, Caps caps, Deadlines deadlines) {
        this(
                verifier,
                caps,
                deadlines,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("question-", 1).factory()));
    }

    /// @param threads closed with the questions
    Questions(Verifier verifier, Caps caps, Deadlines deadlines, ExecutorService threads) {
        this.verifier = verifier;
        this.room = new Semaphore(caps.questions());
        this.patience = deadlines.drain();
        this.threads = threads;
    }

    /// The verdict, within [#ANSWER_WITHIN].
    public CompletionStage<Verdict> ask(Attempt attempt, TraceId trace) {
        return ask(attempt, trace, ANSWER_WITHIN);
    }

    /// The verdict, sooner or later; deferred at once where too many are waited for already. Fails only where the
    /// verifier throws, which is a defect.
    ///
    /// @param within when whoever asks stops waiting
    public CompletionStage<Verdict> ask(Attempt attempt, TraceId trace, Duration within) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedStage(NO_ROOM);
        }
        var question = new Question(attempt, trace);
        threads.execute(question);
        return question.verdict
                .completeOnTimeout(GIVEN_UP, within.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((said, _) -> {
                    if (GIVEN_UP.equals(said)) {
                        question.giveUp();
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

    /// One question. It gives its room back exactly once, when its thread is done with it, also where it was given up
    /// before its thread began: a task that is cancelled would not run at all then, and keep its room for good.
    private final class Question implements Runnable {
        private final Attempt attempt;
        private final TraceId trace;
        private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        private @Nullable Thread judging;

        private Question(Attempt attempt, TraceId trace) {
            this.attempt = attempt;
            this.trace = trace;
        }

        @Override
        public void run() {
            try {
                if (begin()) {
                    verdict.complete(trace.during(() -> verifier.verify(attempt)));
                }
            } catch (RuntimeException | Error defect) {
                verdict.completeExceptionally(defect);
            } finally {
                end();
                room.release();
            }
        }

        private synchronized boolean begin() {
            judging = Thread.currentThread();
            return !verdict.isDone();
        }

        private synchronized void end() {
            judging = null;
        }

        private synchronized void giveUp() {
            if (judging != null) {
                judging.interrupt();
            }
        }
    }
}
