package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.server.listener.http.Caller.json;
import static org.sallyport.server.listener.http.Caller.request;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;

final class VerifyListenerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

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
    final class ASlowCaller {
        @Test
        void isToldSoAndCutBeforeItsRequestIsWhole() throws IOException {
            harness.deadlines = new Deadlines(SHORT, LONG, LONG, LONG);
            try (var caller = caller()) {
                caller.send("POST /verify HTTP/1.1\r\n");

                assertThat(caller.answer().status()).isEqualTo(408);
                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void gainsNothingByDripping() throws IOException {
            harness.deadlines = new Deadlines(SHORT, LONG, LONG, LONG);
            try (var caller = caller()) {
                var dripping = CompletableFuture.runAsync(() -> drip(caller));

                assertThat(caller.answer().status()).isEqualTo(408);
                dripping.cancel(true);
            }
        }

        private void drip(Caller caller) {
            await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
                try {
                    caller.send("X");
                    return false;
                } catch (IOException cut) {
                    return true;
                }
            });
        }

        @Test
        void isCutWhereItNeverSaysAnything() throws IOException {
            harness.deadlines = new Deadlines(SHORT, LONG, LONG, LONG);
            try (var caller = caller()) {
                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void mayRestBetweenRequestsAsLongAsIdleAllows() throws IOException {
            harness.deadlines = new Deadlines(LONG, SHORT, LONG, LONG);
            try (var caller = caller()) {
                caller.ask("right");

                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void isCutWhereItTakesNoAnswers() throws IOException {
            harness.deadlines = new Deadlines(LONG, LONG, SHORT, LONG);
            try (var caller = caller()) {
                var flood = request(json("right")).repeat(1000);

                await().atMost(LONG).until(() -> {
                    try {
                        caller.send(flood);
                        return false;
                    } catch (IOException cut) {
                        return true;
                    }
                });
            }
        }
    }

    @Nested
    final class Stopping {
        @Test
        void losesNoAnswer() throws IOException {
            verifier = ScriptedVerifier.lookingUp(ScriptedVerifier::rightOrWrong);
            verifier.gate = new CountDownLatch(1);
            try (var caller = caller()) {
                caller.send(request(json("right")) + request(json("wrong")));
                await().until(() -> verifier.waiting.get() == 1);
                var stopping = CompletableFuture.runAsync(harness::close);
                await().until(() -> harness.refusesConnections());
                verifier.gate.countDown();

                assertThat(caller.answer().status()).isEqualTo(200);
                var last = caller.answer();
                assertThat(last.status()).isEqualTo(401);
                assertThat(last.field("connection")).isEqualTo("close");
                stopping.join();
            }
        }

        @Test
        void closesConnectionsThatOnlyRest() throws IOException {
            try (var caller = caller()) {
                caller.ask("right");
                harness.close();

                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void isNotHeldUpByAVerifierThatNeverAnswers() throws IOException {
            verifier = ScriptedVerifier.lookingUp(ScriptedVerifier::rightOrWrong);
            verifier.gate = new CountDownLatch(1);
            harness.deadlines = new Deadlines(LONG, LONG, LONG, SHORT);
            try (var caller = caller()) {
                caller.send(request(json("right")));
                await().until(() -> verifier.waiting.get() == 1);

                harness.close();

                await().until(() -> verifier.waiting.get() == 0);
            }
        }

        @Test
        void cutsAtTheDrainDeadline() throws IOException {
            verifier = ScriptedVerifier.lookingUp(ScriptedVerifier::rightOrWrong);
            verifier.gate = new CountDownLatch(1);
            harness.deadlines = new Deadlines(LONG, LONG, LONG, SHORT);
            try (var caller = caller()) {
                caller.send(request(json("right")));
                await().until(() -> verifier.waiting.get() == 1);
                var stopping = CompletableFuture.runAsync(harness::close);

                assertThat(caller.isClosed()).isTrue();
                verifier.gate.countDown();
                stopping.join();
            }
        }
    }

    @Nested
    final class AFullListener {
        @Test
        void givesTheRoomOfAStrangerToTheNextOne() throws IOException {
            harness.caps = new Caps(2, 2000, 10);
            try (var known = caller();
                    var stranger = caller()) {
                known.ask("right");
                try (var next = caller()) {
                    assertThat(next.ask("right").status()).isEqualTo(200);
                    assertThat(stranger.isClosed()).isTrue();
                    assertThat(known.ask("right").status()).isEqualTo(200);
                }
            }
        }

        @Test
        void keepsThoseWhoHaveProvedThemselves() throws IOException {
            harness.caps = new Caps(2, 2000, 10);
            try (var one = caller();
                    var two = caller()) {
                one.ask("right");
                two.ask("right");
                try (var next = caller()) {
                    assertThat(next.isClosed()).isTrue();
                }
            }
        }

        @Test
        void takesOnlySoManyFromOneAddress() throws IOException {
            harness.caps = new Caps(10, 1, 10);
            try (var one = caller()) {
                one.ask("right");
                try (var next = caller()) {
                    assertThat(next.isClosed()).isTrue();
                }
            }
            await().until(() -> {
                try (var again = caller()) {
                    return again.ask("right").status() == 200;
                }
            });
        }
    }
}
