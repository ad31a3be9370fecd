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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

final class RadiusTest {
    private ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
    private final VerifyHarness harness = new VerifyHarness();

    @AfterEach
    void stop() {
        harness.close();
    }

    private static String post(String path, String form) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Authorization: Bearer " + Caller.TOKEN + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form;
    }

    private Caller.Answer ask(String form) throws IOException {
        try (var caller = harness.caller(verifier)) {
            return caller.send(post("/radius", form)).answer();
        }
    }

    /// One test for each row of the reply table.
    @Nested
    final class TheReply {
        private final RadiusReplies replies = new RadiusReplies();

        @Test
        void toAcceptedIs204() {
            var reply = replies.to(new Verdict.Accepted(AccountId.fresh(), new Username("eleni"), Optional.empty()));

            assertThat(reply.status()).isEqualTo(Status.NO_CONTENT);
            assertThat(reply.body()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void toRejectedIs401WithoutAnyReason(Rejection reason) {
            var reply = replies.to(new Verdict.Rejected(reason));

            assertThat(reply.status()).isEqualTo(Status.UNAUTHORIZED);
            assertThat(reply.body()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void toDeferredIs503WithoutAnyReason(Delay reason) {
            var reply = replies.to(new Verdict.Deferred(reason, Duration.ofSeconds(4)));

            assertThat(reply.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(reply.retryAfter()).isEqualTo(4);
            assertThat(reply.body()).isEmpty();
        }
    }

    @Nested
    final class TheQuestion {
        @Test
        void isAskedWithTheAttributesOfTheRequest() throws IOException {
            var answer = ask("User-Name=eleni%40olive.example&User-Password=right&NAS-IP-Address=192.0.2.1"
                    + "&NAS-Identifier=vpn-1&Calling-Station-Id=198.51.100.7&NAS-Port=0");

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.fields()).doesNotContainKey("content-length").doesNotContainKey("content-type");
            assertThat(verifier.asked)
                    .containsExactly(new ScriptedVerifier.Asked(
                            "eleni@olive.example", "right", Protocol.RADIUS, "198.51.100.7", "dovecot-1/vpn-1"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        198.51.100.7          | 198.51.100.7
                        2001%3Adb8%3A%3A7     | 2001:db8:0:0:0:0:0:7
                        02-00-5e-10-00-01     | unknown
                        02%3A00%3A5e%3A10%3A00%3A01 | unknown
                        %2B302101234567       | unknown
                        ''                    | unknown
                        """)
        void comesFromTheStationWhereThatIsAnAddress(String station, String source) throws IOException {
            ask("User-Name=eleni&User-Password=right&Calling-Station-Id=" + station);

            assertThat(verifier.asked.getFirst().source()).isEqualTo(source);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        NAS-Identifier=ap-12&NAS-IP-Address=192.0.2.1 | dovecot-1/ap-12
                        NAS-IP-Address=192.0.2.1                      | dovecot-1/192.0.2.1
                        NAS-IPv6-Address=2001%3Adb8%3A%3A1            | dovecot-1/2001:db8::1
                        NAS-Identifier=a%0D%0Ab&NAS-IP-Address=192.0.2.1 | dovecot-1/192.0.2.1
                        NAS-Identifier=%24%7Bjndi%3Aa%7D              | dovecot-1
                        NAS-Port=1                                    | dovecot-1
                        """)
        void T31_namesTheNasInPlainLettersOrNotAtAll(String nas, String asker) throws IOException {
            ask("User-Name=eleni&User-Password=right&" + nas);

            assertThat(verifier.asked.getFirst().asker()).isEqualTo(asker);
        }

        @Test
        void namesNoClientForTheNasIsNone() throws IOException {
            ask("User-Name=eleni&User-Password=right&NAS-Identifier=roof");

            assertThat(verifier.attempts.getFirst().client()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        %CE%BA%CF%89%CE%B4 | κωδ
                        a+b%20c%2Bd        | a b c+d
                        %22%5C%25%26%3D    | "\\%&=
                        """)
        void hasNameAndPasswordInUtf8(String sent, String meant) throws IOException {
            ask("User-Name=" + sent + "&User-Password=" + sent);

            assertThat(verifier.asked.getFirst().name()).isEqualTo(meant);
            assertThat(verifier.asked.getFirst().secret()).isEqualTo(meant);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "User-Name=eleni",
                    "User-Password=right",
                    "User-Name=eleni&CHAP-Password=0x00",
                    "User-Name=eleni&User-Name=maria&User-Password=right",
                    "User-Name=eleni&User%2DName=maria&User-Password=right",
                    "User-Name=%zz&User-Password=right",
                    "%=&User-Name=eleni&User-Password=right",
                })
        void isNoneWhereItCannotBeReadInOneWay(String form) throws IOException {
            assertThat(ask(form).status()).isEqualTo(400);
            assertThat(verifier.asked).isEmpty();
        }

        @Test
        void isAForm() throws IOException {
            try (var caller = harness.caller(verifier)) {
                caller.send(post("/radius", "{}").replace("x-www-form-urlencoded", "json"));

                assertThat(caller.answer().status()).isEqualTo(415);
            }
        }

        @Test
        void mayArriveInTwoPiecesCutAnywhere() throws IOException {
            var whole = post("/radius", "User-Name=eleni&User-Password=right").getBytes(StandardCharsets.UTF_8);
            try (var caller = harness.caller(verifier)) {
                for (int cut = 1; cut < whole.length; cut++) {
                    caller.send(Arrays.copyOf(whole, cut));
                    caller.send(Arrays.copyOfRange(whole, cut, whole.length));

                    assertThat(caller.answer().status()).as("cut at %d", cut).isEqualTo(204);
                }
            }
        }

        @Test
        void leavesNoSecretBehind() throws IOException {
            ask("User-Name=eleni&User-Password=right");

            assertThat(verifier.attempts.getFirst().secret().copy()).containsOnly(0);
        }
    }

    @Nested
    final class TheFormOfVerify {
        private Caller.Answer ask(String form) throws IOException {
            try (var caller = harness.caller(verifier)) {
                return caller.send(post("/verify", form)).answer();
            }
        }

        @Test
        void asksTheSameAsJson() throws IOException {
            var answer = ask("user=eleni&password=right&protocol=imap&remote_ip=192.0.2.7&tty=1");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"user\":\"eleni\",");
            assertThat(verifier.asked)
                    .containsExactly(
                            new ScriptedVerifier.Asked("eleni", "right", Protocol.IMAP, "192.0.2.7", "dovecot-1"));
        }

        @Test
        void saysWhatTheAppCallsItself() throws IOException {
            ask("user=eleni&password=right&protocol=imap&client_id=%22name%22+%22Thunderbird%22");

            assertThat(verifier.attempts.getFirst().client()).contains(new ClientName("Thunderbird"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "user=eleni&password=right",
                    "user=eleni&password=right&protocol=ssh",
                    "user=eleni&protocol=imap",
                    "password=right&protocol=imap",
                    "user=eleni&password=right&protocol=imap&remote_ip=phone.example",
                    "user=eleni&password=right&password=wrong&protocol=imap",
                })
        void isToldWhatIsWrongWithIt(String form) throws IOException {
            var answer = ask(form);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":\"").doesNotContain("right");
            assertThat(verifier.asked).isEmpty();
        }
    }
}
