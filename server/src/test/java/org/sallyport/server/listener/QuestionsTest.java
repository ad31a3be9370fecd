package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;

class QuestionsTest {
    @Test
    void whatIsNotAnsweredInTimeIsDeferredAndItsThreadIsToldAndItsRoomIsFreeAgain() {
        var stuck = new Stuck();
        try (var questions = new Questions(stuck, new Caps(1, 1, 1), Deadlines.DEFAULT, Duration.ofMillis(50))) {
            assertThat(ask(questions)).isEqualTo(Questions.GIVEN_UP);
            assertThat(stuck.interrupted.join()).isTrue();
            org.awaitility.Awaitility.await().until(() -> Questions.GIVEN_UP.equals(ask(questions)));
        }
    }

    private static Verdict ask(Questions questions) {
        var attempt = new Attempt(
                new org.sallyport.core.verify.TypedName("eleni"),
                Secret.of("olives"),
                Protocol.IMAP,
                Source.UNKNOWN,
                Instant.EPOCH,
                "test");
        return questions.ask(attempt, TraceId.fresh()).toCompletableFuture().join();
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
