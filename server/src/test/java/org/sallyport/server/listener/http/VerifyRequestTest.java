package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.http.Caller.json;
import static org.sallyport.server.listener.http.Caller.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifyRequestTest {

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
    final class TheRequest {
        @Test
        void maySendItsBodyAfterContinue() throws IOException {
            try (var caller = caller()) {
                var whole = request(
                        json("right"), "Authorization: Bearer " + Caller.TOKEN + "\r\nExpect: 100-continue\r\n");
                int body = whole.indexOf("\r\n\r\n") + 4;

                assertThat(caller.send(whole.substring(0, body)).answer().status())
                        .isEqualTo(100);
                assertThat(caller.send(whole.substring(body)).answer().status()).isEqualTo(200);
            }
        }

        @Test
        void getsNoContinueWhereTheBodyIsThereAlready() throws IOException {
            try (var caller = caller()) {
                var whole = request(
                        json("right"), "Authorization: Bearer " + Caller.TOKEN + "\r\nExpect: 100-continue\r\n");

                assertThat(caller.send(whole).answer().status()).isEqualTo(200);
            }
        }

        @Test
        void mayArriveInTwoPiecesCutAnywhere() throws IOException {
            var whole = request(json("right")).getBytes(StandardCharsets.UTF_8);
            try (var caller = caller()) {
                for (int cut = 1; cut < whole.length; cut++) {
                    caller.send(java.util.Arrays.copyOf(whole, cut));
                    caller.send(java.util.Arrays.copyOfRange(whole, cut, whole.length));

                    assertThat(caller.answer().status()).as("cut at %d", cut).isEqualTo(200);
                }
            }
        }

        @Test
        void mayArriveByteByByte() throws IOException {
            try (var caller = caller()) {
                for (byte b : request(json("right")).getBytes(StandardCharsets.UTF_8)) {
                    caller.send(new byte[] {b});
                }

                assertThat(caller.answer().status()).isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isAnsweredInTurnWhereSeveralArriveAtOnce(boolean fromMemory) throws IOException {
            verifier = fromMemory ? verifier : ScriptedVerifier.lookingUp(ScriptedVerifier::rightOrWrong);
            try (var caller = caller()) {
                var many = new StringBuilder();
                for (int i = 0; i < 200; i++) {
                    many.append(request(json(i % 3 == 0 ? "right" : "wrong")));
                }
                var sending = CompletableFuture.runAsync(() -> sendAll(caller, many.toString()));

                for (int i = 0; i < 200; i++) {
                    assertThat(caller.answer().status()).as("answer %d", i).isEqualTo(i % 3 == 0 ? 200 : 401);
                }
                sending.join();
            }
        }

        private void sendAll(Caller caller, String text) {
            try {
                caller.send(text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        POST /verify HTTP/1.1%nHost: x%n%a%n                                               | 411
                        POST /verify HTTP/1.1%nHost: x%nTransfer-Encoding: chunked%n%a%n                   | 411
                        POST /verify HTTP/1.1%nHost: x%nContent-Length: 8193%n%a%n                         | 413
                        POST /verify HTTP/1.1%nHost: x%nContent-Length: 2%n%a%n{}                          | 415
                        POST /verify HTTP/1.1%nHost: x%nContent-Type: text/json%nContent-Length: 2%n%a%n{} | 415
                        GET /verify HTTP/1.1%nHost: x%n%a%n                                                | 405
                        POST /verify/ HTTP/1.1%nHost: x%n%a%n                                              | 404
                        GET / HTTP/1.1%nHost: x%n%a%n                                                      | 404
                        POST /verify HTTP/1.1%nHost: x%nContent-Type: application/json%nContent-Length: 2%nExpect: tea%n%a%n{} | 417
                        POST /verify HTTP/2.0%nHost: x%n%a%n                                               | 400
                        POST /verify HTTP/1.2%nHost: x%n%a%n                                               | 505
                        POST /verify HTTP/1.1%nHost: x%nContent-Length: 2%nContent-Length: 3%n%a%n{}       | 400
                        hello%n%n                                                                          | 400
                        """)
        void isRefusedForWhatItIs(String lines, int status) throws IOException {
            var text = lines.replace("%a", "Authorization: Bearer " + Caller.TOKEN + "\r\n")
                    .replace("%n", "\r\n");
            try (var caller = caller()) {
                var answer = caller.send(text).answer();

                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.body()).startsWith("{\"error\":\"");
                assertThat(answer.field("connection")).isEqualTo("close");
                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void isRefusedWhereItsHeadNeverEnds() throws IOException {
            try (var caller = caller()) {
                caller.send("POST /verify HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(9000));

                assertThat(caller.answer().status()).isEqualTo(431);
            }
        }

        @Test
        void isToldWhatIsWrongWithItsBodyAndMayAskAgain() throws IOException {
            try (var caller = caller()) {
                var answer = caller.send(
                                request("{\"user\":\"eleni\",\"password\":\"hunter2\",\"service\":\"doveadm\"}"))
                        .answer();

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body())
                        .contains("protocol: needs one of imap, ")
                        .contains("found \\\"doveadm\\\"");
                assertThat(answer.body()).doesNotContain("hunter2");
                assertThat(caller.ask("right").status()).isEqualTo(200);
            }
        }

        @Test
        void keepsItsConnectionUntilItSaysOtherwise() throws IOException {
            try (var caller = caller()) {
                assertThat(caller.ask("right").field("connection")).isEmpty();
                caller.send(
                        request(json("right"), "Authorization: Bearer " + Caller.TOKEN + "\r\nConnection: close\r\n"));
                assertThat(caller.answer().field("connection")).isEqualTo("close");
                assertThat(caller.isClosed()).isTrue();
            }
        }

        @Test
        void takesNoAddressFromAnyHeader() throws IOException {
            try (var caller = caller()) {
                caller.send(request(
                                "{\"user\":\"eleni\",\"password\":\"right\",\"service\":\"imap\"}",
                                "Authorization: Bearer " + Caller.TOKEN
                                        + "\r\nX-Forwarded-For: 192.0.2.9\r\nForwarded: for=192.0.2.9\r\n"))
                        .answer();

                assertThat(verifier.asked.getFirst().source()).isEqualTo("unknown");
            }
        }
    }
}
