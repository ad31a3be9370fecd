package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.server.listener.http.Caller.json;
import static org.sallyport.server.listener.http.Caller.request;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.Caps;

final class VerifyAnswerTest {

    private ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
    private final VerifyHarness harness = new VerifyHarness();

    @AfterEach
    void stop() {
        verifier.gate.countDown();
        harness.close();
    }

    private Caller caller() throws IOException {
        return harness.caller(verifier);
    }

    @Nested
    final class TheAnswer {
        @Test
        void namesTheUserTheAppPasswordAndTheAccount() throws IOException {
            try (var caller = caller()) {
                var answer = caller.ask("right");

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body())
                        .isEqualTo("{\"user\":\"eleni\",\"id\":\"" + ScriptedVerifier.APP_PASSWORD + "\",\"account\":\""
                                + ScriptedVerifier.ACCOUNT + "\"}");
            }
        }

        @Test
        void carriesWhatWasAskedToTheVerifier() throws IOException {
            try (var caller = caller()) {
                caller.ask("right");

                assertThat(verifier.asked)
                        .containsExactly(
                                new ScriptedVerifier.Asked("eleni", "right", Protocol.IMAP, "192.0.2.7", "dovecot-1"));
            }
        }

        @Test
        void carriesATraceIdAndIsNeverStored() throws IOException {
            try (var caller = caller()) {
                var answer = caller.ask("right");

                assertThat(answer.field("x-request-id")).matches("[0-9a-f]{16}");
                assertThat(answer.field("cache-control")).isEqualTo("no-store");
                assertThat(answer.field("date")).isEqualTo("Sun, 22 Nov 2026 12:00:00 GMT");
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void leavesNoSecretBehind(boolean fromMemory) throws IOException {
            verifier = fromMemory ? verifier : ScriptedVerifier.lookingUp(ScriptedVerifier::rightOrWrong);
            try (var caller = caller()) {
                caller.ask("right");

                assertThat(verifier.attempts.getFirst().secret().copy()).containsOnly(0);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isByteForByteTheSameForEveryReasonToRefuse(boolean fromMemory) throws IOException {
            var reasons = new ArrayList<Verdict>();
            for (var reason : Rejection.values()) {
                reasons.add(new Verdict.Rejected(reason));
            }
            var next = reasons.iterator();
            verifier = fromMemory
                    ? ScriptedVerifier.remembering(_ -> next.next())
                    : ScriptedVerifier.lookingUp(_ -> next.next());
            try (var caller = caller()) {
                var answers = new ArrayList<Caller.Answer>();
                for (var _ : Rejection.values()) {
                    var answer = caller.ask("wrong");
                    answer.fields().remove("x-request-id");
                    answers.add(answer);
                }

                assertThat(answers).allMatch(answers.getFirst()::equals);
                assertThat(answers.getFirst().status()).isEqualTo(401);
                assertThat(answers.getFirst().body()).isEqualTo("{\"error\":\"refused\"}");
            }
        }

        @Test
        void isAskAgainWhereTheVerifierCannotTell() throws IOException {
            verifier = ScriptedVerifier.lookingUp(_ -> ScriptedVerifier.OUTAGE);
            try (var caller = caller()) {
                var answer = caller.ask("right");

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.field("retry-after")).isEqualTo("3");
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isAskAgainWhereTheVerifierBreaks(boolean fromMemory) throws IOException {
            var defect = new IllegalStateException("a defect of the verifier");
            verifier = fromMemory
                    ? ScriptedVerifier.remembering(_ -> {
                        throw defect;
                    })
                    : ScriptedVerifier.lookingUp(_ -> {
                        throw defect;
                    });
            try (var caller = caller()) {
                var answer = caller.ask("right");

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.field("retry-after")).isEqualTo("1");
                assertThat(verifier.attempts.getFirst().secret().copy()).containsOnly(0);
            }
        }

        @Test
        void waitsForNobodyWhereTooManyQuestionsAreOpen() throws IOException {
            verifier = ScriptedVerifier.lookingUp(ScriptedVerifier::rightOrWrong);
            verifier.gate = new CountDownLatch(1);
            harness.caps = new Caps(10, 10, 1);
            try (var first = caller();
                    var second = caller()) {
                first.send(request(json("right")));
                await().until(() -> verifier.waiting.get() == 1);

                assertThat(second.ask("right").status()).isEqualTo(503);
                verifier.gate.countDown();
                assertThat(first.answer().status()).isEqualTo(200);
            }
        }
    }

    @Nested
    final class TheToken {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Authorization: Bearer a-token-of-thirty-two-characterS\r\n",
                    "Authorization: Bearer a-token-of-thirty-two-character\r\n",
                    "Authorization: Bearer\r\n",
                    "Authorization: Basic YS10b2tlbg==\r\n",
                    "X-Authorization: Bearer a-token-of-thirty-two-characters\r\n",
                })
        void isNeededBeforeAnythingIsJudged(String fields) throws IOException {
            try (var caller = caller()) {
                var answer = caller.send(request(json("right"), fields)).answer();

                assertThat(answer.status()).isEqualTo(403);
                assertThat(verifier.asked).isEmpty();
                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void namesTheServerThatAsks() throws IOException {
            try (var caller = caller()) {
                caller.send(request(
                                json("right"), "Authorization: bearer the-other-token-of-this-test-long-enough\r\n"))
                        .answer();

                assertThat(verifier.asked.getFirst().asker()).isEqualTo("dovecot-2");
            }
        }

        @Test
        void isAskedForBeforeTheBodyIsTaken() throws IOException {
            try (var caller = caller()) {
                caller.send("POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n");

                assertThat(caller.answer().status()).isEqualTo(403);
            }
        }
    }
}
