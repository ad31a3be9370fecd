package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.listener.ByHeart;

/// What nginx's mail proxy asks, in the bytes that nginx 1.22 sends.
final class NginxMailTest {
    private ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
    private final VerifyHarness harness = new VerifyHarness();

    @BeforeEach
    void goOnToDovecot() {
        var dovecot = InetAddress.ofLiteral("192.0.2.25");
        harness.routes = new RouteSettings(
                "Sallyport",
                List.of(),
                Map.of(
                        Protocol.IMAP, new MailServer(dovecot, 143),
                        Protocol.SMTP, new MailServer(dovecot, 25)));
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static String question(String user, String password) {
        return "GET /nginx-mail HTTP/1.0\r\nHost: 127.0.0.1\r\nAuth-Method: plain\r\nAuth-User: " + user
                + "\r\nAuth-Pass: " + password + "\r\nAuth-Protocol: imap\r\nAuth-Login-Attempt: 1\r\n"
                + "Client-IP: 192.0.2.7\r\nClient-Host: phone.example\r\nAuthorization: Bearer " + Caller.TOKEN
                + "\r\n\r\n";
    }

    private Caller.Answer ask(String question) throws IOException {
        try (var caller = harness.caller(verifier)) {
            return caller.send(question.getBytes(StandardCharsets.UTF_8)).answer();
        }
    }

    @Test
    void aRightPasswordIsSentOnToTheServerOfItsProtocol() throws IOException {
        var answer = ask(question("eleni", "right"));

        assertThat(answer.field("auth-status")).isEqualTo("OK");
        assertThat(answer.field("auth-server")).isEqualTo("192.0.2.25");
        assertThat(answer.field("auth-port")).isEqualTo("143");
        assertThat(answer.field("auth-user")).isEqualTo("eleni");
        assertThat(answer.field("auth-pass")).isEmpty();
        assertThat(answer.field("connection")).isEqualTo("close");
        assertThat(verifier.asked)
                .containsExactly(new ScriptedVerifier.Asked("eleni", "right", Protocol.IMAP, "192.0.2.7", "dovecot-1"));
    }

    @Test
    void aWrongPasswordIsNotSentAnywhere() throws IOException {
        var answer = ask(question("eleni", "wrong"));

        assertThat(answer.field("auth-status")).startsWith("[AUTHENTICATIONFAILED] ");
        assertThat(answer.field("auth-server")).isEmpty();
    }

    @Test
    void anOutageIsNotAWrongPassword() throws IOException {
        verifier = ScriptedVerifier.lookingUp(_ -> ScriptedVerifier.OUTAGE);

        assertThat(ask(question("eleni", "right")).field("auth-status")).startsWith("[UNAVAILABLE] ");
    }

    @Test
    void aDefectIsNotAWrongPassword() throws IOException {
        verifier = ScriptedVerifier.lookingUp(_ -> {
            throw new IllegalStateException("a defect of the verifier");
        });

        assertThat(ask(question("eleni", "right")).field("auth-status")).startsWith("[UNAVAILABLE] ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    abcdef%20ghijkl | abcdef ghijkl
                    100%25          | 100%
                    %2541           | %41
                    a%25%2520b      | a%%20b
                    quote"back\\sl  | quote"back\\sl
                    κωδικός         | κωδικός
                    tab%09x         | tab\tx
                    """)
    void nameAndPasswordAreUnescapedOnceAndAreUtf8(String sent, String meant) throws IOException {
        ask(question(sent, sent));

        assertThat(verifier.asked.getFirst().name()).isEqualTo(meant);
        assertThat(verifier.asked.getFirst().secret()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "a%zz", "%%41"})
    void whatNginxWouldNotSendIsNoQuestion(String sent) throws IOException {
        assertThat(ask(question(sent, "right")).status()).isEqualTo(400);
        assertThat(ask(question("eleni", sent)).status()).isEqualTo(400);
        assertThat(verifier.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apop", "cram-md5", "external", "none", "PLAIN", ""})
    void noOtherMethodIsJudged(String method) throws IOException {
        var answer = ask(question("eleni", "right").replace("plain", method));

        assertThat(answer.field("auth-status")).startsWith("[CANNOT] ");
        assertThat(answer.fields()).doesNotContainKey("auth-wait");
        assertThat(verifier.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3", "imaps", "", "IMAP"})
    void aProtocolWithoutAServerIsNotJudgedAndLeadsNowhere(String protocol) throws IOException {
        var answer = ask(question("eleni", "right").replace("imap", protocol));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields().keySet()).noneMatch(field -> field.startsWith("auth-"));
        assertThat(verifier.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Bearer wrong\r\n", "X-Sallyport-Token: " + Caller.TOKEN + "\r\n"})
    void T21_nobodyNamesAnAddressWithoutTheToken(String shown) throws IOException {
        var answer = ask(question("eleni", "right").replace("Authorization: Bearer " + Caller.TOKEN + "\r\n", shown));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.fields().keySet()).noneMatch(field -> field.startsWith("auth-"));
        assertThat(verifier.asked).isEmpty();
    }

    @Test
    void T21_anAddressThatCannotBeReadNeverBecomesUnknown() throws IOException {
        var random = new Random(3);
        var alphabet = "0123456789abcdefx.:%/[], -";
        try (var caller = harness.caller(verifier)) {
            for (int round = 0; round < 2_000; round++) {
                var literal = new StringBuilder();
                for (int length = random.nextInt(1, 20); length > 0; length--) {
                    literal.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                var kept = question("eleni", "right")
                        .replace("HTTP/1.0", "HTTP/1.1")
                        .replace("192.0.2.7", literal);
                assertThat(caller.send(kept).answer().status()).isIn(200, 400);
            }
        }
        assertThat(verifier.asked).noneMatch(asked -> asked.source().equals("unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auth-User: maria", "auth-pass: right", "Client-IP: 198.51.100.7", "Auth-Method: plain"})
    void T20_aFieldThatMattersMayNotComeTwice(String second) throws IOException {
        var doubled = question("eleni", "right").replace("\r\n\r\n", "\r\n" + second + "\r\n\r\n");

        assertThat(ask(doubled).status()).isEqualTo(400);
        assertThat(verifier.asked).isEmpty();
    }

    /// Eleni's app password, with this name before it.
    private Caller.Answer askForEleni(String name) throws IOException {
        var letters = harness.olive
                .issue(harness.olive.enforced("eleni@olive.example"), Scope.mail())
                .secret()
                .reveal();
        ByHeart judge = attempt ->
                harness.olive.verify(attempt.name().value(), attempt.secret().reveal(), attempt.protocol());
        try (var caller = harness.caller(judge)) {
            // nginx escapes it.
            var question = question(name.replace("%", "%25"), letters);
            return caller.send(question.getBytes(StandardCharsets.UTF_8)).answer();
        }
    }

    /// Dovecot behind nginx would read a master user, a domain or a folder.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nikos@olive.example*eleni@olive.example",
                "eleni@olive.example*nikos@olive.example",
                "nikos@olive.example%eleni@olive.example",
                "eleni%olive.example",
                "eleni+detail@olive.example",
                "eleni@olive.example+detail",
                "eleni"
            })
    void T17_noSeparatorInANameOpensAnAccount(String name) throws IOException {
        harness.olive.enforced("nikos@olive.example");
        var answer = askForEleni(name);

        assertThat(answer.field("auth-status")).startsWith("[AUTHENTICATIONFAILED] ");
        assertThat(answer.field("auth-user")).isEmpty();
        assertThat(answer.field("auth-server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eleni@olive.example", "ELENI@Olive.Example", "ｅｌｅｎｉ@olive.example"})
    void T17_aNameGoesOnAsItsAccountHasIt(String name) throws IOException {
        var answer = askForEleni(name);

        assertThat(answer.field("auth-status")).isEqualTo("OK");
        assertThat(answer.field("auth-user")).isEqualTo("eleni@olive.example");
    }

    @Test
    void T16_namesOfClientsReachNothing() throws IOException {
        for (var host : List.of("a%0d%0aAuth-User: maria", "[UNAVAILABLE]", "x\" ${jndi:ldap://a}", "é")) {
            var answer = ask(question("eleni", "right").replace("phone.example", host));

            assertThat(answer.field("auth-user")).isEqualTo("eleni");
        }
    }

    @Test
    void itMayArriveInTwoPiecesCutAnywhere() throws IOException {
        var whole = question("eleni", "right").replace("HTTP/1.0", "HTTP/1.1").getBytes(StandardCharsets.UTF_8);
        try (var caller = harness.caller(verifier)) {
            for (int cut = 1; cut < whole.length; cut++) {
                caller.send(Arrays.copyOf(whole, cut));
                caller.send(Arrays.copyOfRange(whole, cut, whole.length));

                assertThat(caller.answer().field("auth-status"))
                        .as("cut at %d", cut)
                        .isEqualTo("OK");
            }
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefusedAsThat() throws IOException {
        assertThat(ask(question("eleni", "a".repeat(9000))).status()).isEqualTo(431);
    }

    @Test
    void itIsAskedWithGet() throws IOException {
        assertThat(ask(question("eleni", "right").replace("GET", "POST")).status())
                .isEqualTo(405);
    }

    @Test
    void noSecretIsLeftBehind() throws IOException {
        ask(question("eleni", "right"));

        assertThat(verifier.attempts.getFirst().secret().copy()).containsOnly(0);
    }
}
