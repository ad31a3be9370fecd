package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Source;
import org.sallyport.core.throttle.Throttle;

/// What Dovecot says to a policy server, and what it hears.
final class PolicyTest {
    private static final String ELENI = "eleni@olive.example";

    private final ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
    private final VerifyHarness harness = new VerifyHarness();
    private final Account eleni = harness.olive.add(ELENI, Account.Role.PERSON, Optional.of("home@pine.example"));

    @AfterEach
    void stop() {
        harness.close();
    }

    // Dovecot leaves the blank behind the colon of its setting, and adds one.
    private static String post(String command, String token, String json) {
        return "POST /dovecot-policy?command=" + command + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAuthorization:  Bearer " + token + "\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    private static String went(String mark, String success) {
        return "{\"device_id\":\"\",\"login\":\"" + ELENI + "\",\"protocol\":\"imap\",\"pwhash\":\"" + mark
                + "\",\"remote\":\"192.0.2.7\",\"session_id\":\"x\",\"tls\":true," + success + "}";
    }

    private static String wrong(String mark) {
        return went(mark, "\"success\":false,\"policy_reject\":false");
    }

    private Caller.Answer say(String command, String token, String json) throws IOException {
        try (var caller = harness.caller(verifier)) {
            return caller.send(post(command, token, json)).answer();
        }
    }

    private Caller.Answer report(String json) throws IOException {
        return say("report", VerifyHarness.REPORTER, json);
    }

    private long counted() {
        var pair = Throttle.Pair.of(eleni.id().toString(), Source.ofLiteral("192.0.2.7"));
        return harness.olive.throttle.failures(pair, harness.olive.clock.instant());
    }

    /// One test for each row of the reply table.
    @Nested
    final class TheReply {
        private static String body(Reply reply) {
            return new String(reply.body(), StandardCharsets.UTF_8);
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "1, 1", "1000, 1", "1001, 2", "5000, 5"})
        void isHowManySecondsToWait(long millis, long seconds) {
            var reply = PolicyReplies.after(Duration.ofMillis(millis));

            assertThat(reply.status()).isEqualTo(Status.OK);
            assertThat(body(reply)).isEqualTo("{\"status\":" + seconds + ",\"msg\":\"\"}");
        }

        @Test
        void isNoStatusOfDovecotWhereNobodyCanTell() {
            assertThat(PolicyReplies.LATER.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(body(PolicyReplies.LATER)).doesNotContain("status");
        }
    }

    @Nested
    final class AReport {
        @Test
        void ofAWrongPasswordIsCounted() throws IOException {
            assertThat(report(wrong("00c5")).status()).isEqualTo(200);
            assertThat(report(wrong("00c6")).body()).isEqualTo("{\"status\":0,\"msg\":\"\"}");

            assertThat(counted()).isEqualTo(2);
            assertThat(verifier.asked).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        "success":true,"policy_reject":false                                | 0
                        "success":false,"policy_reject":true                                | 0
                        "success":false                                                     | 1
                        "success":false,"fail_type":""                                      | 1
                        "success":false,"fail_type":"credentials","policy_reject":false     | 1
                        "success":false,"fail_type":"account","policy_reject":false         | 1
                        "success":false,"fail_type":"internal","policy_reject":false        | 0
                        "success":false,"fail_type":"expired","policy_reject":false         | 0
                        "success":false,"fail_type":"disabled","policy_reject":false        | 0
                        "success":false,"fail_type":"policy","policy_reject":false          | 0
                        """)
        void countsWhereItTellsOfAGuess(String success, long count) throws IOException {
            assertThat(report(went("00c5", success)).status()).isEqualTo(200);

            assertThat(counted()).isEqualTo(count);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "{\"login\":",
                    "{\"pwhash\":\"1\",\"success\":false}",
                    "{\"login\":\"eleni@olive.example\",\"success\":false}",
                    "{\"login\":\"eleni@olive.example\",\"pwhash\":\"1\"}",
                    "{\"login\":\"eleni@olive.example\",\"pwhash\":\"1\",\"success\":\"false\"}",
                    "{\"login\":\"eleni@olive.example\",\"login\":\"nikos\",\"pwhash\":\"1\",\"success\":false}",
                    "{\"login\":\"eleni@olive.example\",\"pwhash\":\"1\",\"success\":false,\"success\":true}",
                    "{\"login\":[\"eleni@olive.example\"],\"pwhash\":\"1\",\"success\":false}",
                    "{\"login\":\"eleni@olive.example\\r\\nX: y\",\"pwhash\":\"1\",\"success\":false}",
                    "{\"login\":\"eleni@olive.example\",\"pwhash\":\"1\",\"success\":false,\"remote\":\"phone.example\"}",
                    "{\"login\":\"eleni@olive.example\",\"pwhash\":\"1\",\"success\":false} {}",
                })
        void thatCannotBeReadInOneWayCountsNothing(String json) throws IOException {
            var answer = report(json);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":\"").doesNotContain("eleni", "phone");
            assertThat(counted()).isZero();
        }

        @Test
        void withALongMarkCountsNothing() throws IOException {
            assertThat(report(wrong("f".repeat(129))).status()).isEqualTo(400);
            assertThat(counted()).isZero();
        }

        @Test
        void thatIsHugeIsNotRead() throws IOException {
            assertThat(report(wrong("f".repeat(HeadReader.MAX_BODY))).status()).isEqualTo(413);
            assertThat(counted()).isZero();
        }

        @Test
        void isAskedForAgainInAnOutageAndCountsNothing() throws IOException {
            harness.storeIsAway = true;

            assertThat(report(wrong("00c5")).status()).isEqualTo(503);

            harness.storeIsAway = false;
            assertThat(counted()).isZero();
        }

        @Test
        void mayArriveInTwoPiecesCutAnywhere() throws IOException {
            var whole = post("report", VerifyHarness.REPORTER, wrong("00c5")).getBytes(StandardCharsets.UTF_8);
            try (var caller = harness.caller(verifier)) {
                for (int cut = 1; cut < whole.length; cut += 7) {
                    caller.send(Arrays.copyOf(whole, cut));
                    caller.send(Arrays.copyOfRange(whole, cut, whole.length));

                    assertThat(caller.answer().status()).as("cut at %d", cut).isEqualTo(200);
                }
            }
            assertThat(counted()).isEqualTo(1);
        }

        @Test
        void ofWhatWasAskedHereIsNotCounted() throws IOException {
            var question = Caller.request(
                    "{\"user\":\"" + ELENI + "\",\"password\":\"wrong\",\"service\":\"imap\",\"rip\":\"192.0.2.7\"}",
                    "Authorization: Bearer " + VerifyHarness.BOTH + "\r\n");
            try (var caller = harness.caller(verifier)) {
                assertThat(caller.send(question).answer().status()).isEqualTo(401);
                assertThat(caller.send(post("report", VerifyHarness.BOTH, wrong("00c5")))
                                .answer()
                                .status())
                        .isEqualTo(200);
                assertThat(counted()).isZero();

                caller.send(post("report", VerifyHarness.BOTH, wrong("00c6"))).answer();
                assertThat(counted()).isEqualTo(1);
            }
        }
    }

    @Nested
    final class ThePermission {
        private Caller.Answer allow(String token) throws IOException {
            return say("allow", token, wrong("00c5"));
        }

        private void guesses(int count) throws IOException {
            try (var caller = harness.caller(verifier)) {
                for (int i = 0; i < count; i++) {
                    caller.send(post("report", VerifyHarness.REPORTER, wrong("mark-" + i)))
                            .answer();
                }
            }
        }

        @Test
        void isToGoOn() throws IOException {
            assertThat(allow(VerifyHarness.REPORTER).body()).isEqualTo("{\"status\":0,\"msg\":\"\"}");
            assertThat(counted()).isZero();
        }

        @Test
        void isToWaitAWhileWhereSomebodyGuesses() throws IOException {
            guesses(120);

            assertThat(allow(VerifyHarness.REPORTER).body()).isEqualTo("{\"status\":5,\"msg\":\"\"}");
        }

        @Test
        void neverDelaysAnAppPasswordThatWouldBeAskedAbout() throws IOException {
            guesses(120);

            assertThat(allow(VerifyHarness.BOTH).body()).isEqualTo("{\"status\":0,\"msg\":\"\"}");
        }

        @Test
        void isNotToldInAnOutage() throws IOException {
            harness.storeIsAway = true;

            assertThat(allow(VerifyHarness.REPORTER).status()).isEqualTo(503);
        }

        @Test
        void isToGoOnForWhatCanBeNoName() throws IOException {
            var answer = say("allow", VerifyHarness.REPORTER, "{\"login\":\"a name with blanks\",\"remote\":null}");

            assertThat(answer.body()).isEqualTo("{\"status\":0,\"msg\":\"\"}");
        }
    }

    @Nested
    final class TheToken {
        @ParameterizedTest
        @ValueSource(strings = {"allow", "report"})
        void T21_isOneOfAServerThatReports(String command) throws IOException {
            assertThat(say(command, Caller.TOKEN, wrong("00c5")).status()).isEqualTo(403);
            assertThat(say(command, "no-token-of-anybody-at-all", wrong("00c5")).status())
                    .isEqualTo(403);
            assertThat(counted()).isZero();
        }

        @Test
        void ofAServerThatOnlyReportsTriesNoPassword() throws IOException {
            try (var caller = harness.caller(verifier)) {
                caller.send(Caller.request(
                        Caller.json("right"), "Authorization: Bearer " + VerifyHarness.REPORTER + "\r\n"));

                assertThat(caller.answer().status()).isEqualTo(403);
            }
            assertThat(verifier.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?command=", "?command=allow&x=y", "?command=ALLOW", "?Command=report", "/"})
    void anyOtherCommandIsNotThere(String query) throws IOException {
        try (var caller = harness.caller(verifier)) {
            caller.send(post("allow", VerifyHarness.REPORTER, wrong("00c5")).replace("?command=allow", query));

            assertThat(caller.answer().status()).isEqualTo(404);
        }
    }
}
