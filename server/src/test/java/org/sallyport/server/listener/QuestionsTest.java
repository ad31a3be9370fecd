package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.slf4j.MDC;

class QuestionsTest {
    private static final Caps ROOM_FOR_ONE = new Caps(1, 1, 1);

    @Test
    void whatIsNotAnsweredInTimeIsDeferredAndItsThreadIsToldAndItsRoomIsFreeAgain() {
        var stuck = new Stuck();
        try (var questions = new Questions(stuck, ROOM_FOR_ONE, Deadlines.DEFAULT)) {
            assertThat(ask(questions)).isEqualTo(Questions.GIVEN_UP);
            assertThat(stuck.interrupted.join()).isTrue();
            await().until(() -> Questions.GIVEN_UP.equals(ask(questions)));
        }
    }

    @Test
    void whatIsGivenUpBeforeItsThreadBeginsIsNotJudgedAndItsRoomIsFreeAgain() {
        var judged = new AtomicInteger();
        ByHeart verifier = _ -> {
            judged.incrementAndGet();
            return Questions.NO_ROOM;
        };
        var gate = new CountDownLatch(1);
        var late = Executors.newSingleThreadExecutor();
        late.execute(() -> waitAt(gate));
        try (var questions = new Questions(verifier, ROOM_FOR_ONE, Deadlines.DEFAULT, late)) {
            assertThat(ask(questions)).isEqualTo(Questions.GIVEN_UP);
            assertThat(ask(questions)).isEqualTo(Questions.NO_ROOM);

            gate.countDown();

            await().until(() -> ask(questions, Questions.ANSWER_WITHIN).equals(Questions.NO_ROOM) && judged.get() > 0);
            assertThat(judged).hasValue(1);
        }
    }

    @Test
    void whatIsLoggedWhileAQuestionIsJudgedNamesIt() {
        var trace = TraceId.fresh();
        var logged = new CompletableFuture<String>();
        ByHeart verifier = _ -> {
            logged.complete(MDC.get("trace"));
            return Questions.NO_ROOM;
        };
        try (var questions = new Questions(verifier, ROOM_FOR_ONE, Deadlines.DEFAULT)) {
            assertThat(questions.ask(attempt(), trace).toCompletableFuture().join())
                    .isEqualTo(Questions.NO_ROOM);
            assertThat(logged.join()).isEqualTo(trace.value());
        }
    }

    private static void waitAt(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Verdict ask(Questions questions) {
        return ask(questions, Duration.ofMillis(50));
    }

    private static Verdict ask(Questions questions, Duration within) {
        return questions
                .ask(attempt(), TraceId.fresh(), within)
                .toCompletableFuture()
                .join();
    }

    private static Attempt attempt() {
        return new Attempt(
                new org.sallyport.core.verify.TypedName("eleni"),
                Secret.of("olives"),
                Protocol.IMAP,
                Source.UNKNOWN,
                Instant.EPOCH,
                "test");
    }

    /// A verifier whose store never answers.
    private static final class Stuck implements Verifier {
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        @Override
        public Verdict verify(Attempt attempt) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return Questions.NO_ROOM;
        }

        @Override
        public Optional<Verdict> verifyFromMemory(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
            return false;
        }
    }
}
