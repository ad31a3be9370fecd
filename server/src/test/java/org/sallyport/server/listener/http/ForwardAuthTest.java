package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Verdict;

final class ForwardAuthTest {
    private static final String TOKEN = "X-Sallyport-Token: " + Caller.TOKEN + "\r\n";
    private static final String FROM = "X-Forwarded-For: 192.0.2.7\r\n";

    private ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
    private final VerifyHarness harness = new VerifyHarness();

    @AfterEach
    void stop() {
        harness.close();
    }

    private static String basic(String credentials, Charset charset) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(charset)) + "\r\n";
    }

    private static String basic(String credentials) {
        return basic(credentials, StandardCharsets.UTF_8);
    }

    private static String get(String path, String fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
    }

    private Caller.Answer ask(String text) throws IOException {
        try (var caller = harness.caller(verifier)) {
            return caller.send(text).answer();
        }
    }

    private Caller.Answer asked(String fields) throws IOException {
        return ask(get("/forward-auth", TOKEN + FROM + fields));
    }

    @Nested
    final class TheRequest {
        @Test
        void isAskedWithNameAndPasswordAsTheyWereTyped() throws IOException {
            var answer = asked(basic("eleni@olive.example:right"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("remote-user")).isEqualTo("eleni");
            assertThat(verifier.asked)
                    .containsExactly(new ScriptedVerifier.Asked(
                            "eleni@olive.example", "right", Protocol.HTTP, "192.0.2.7", "dovecot-1"));
        }

        @ParameterizedTest
        @CsvSource({
            "/forward-auth, HTTP",
            "/forward-auth?x=/forward-auth/dav, HTTP",
            "/forward-auth/http, HTTP",
            "/forward-auth/http/calendars/../../dav/x?y, HTTP",
            "/forward-auth/dav, DAV",
            "/forward-auth/dav/, DAV",
            "/forward-auth/dav/eleni/work.ics?a=b, DAV",
            "http://proxy.example/forward-auth/dav, DAV"
        })
        void standsForTheProtocolOfItsPath(String path, Protocol protocol) throws IOException {
            ask(get(path, TOKEN + basic("eleni:right")));

            assertThat(verifier.asked.getFirst().protocol()).isEqualTo(protocol);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/forward-auth/",
                    "/forward-auth/imap",
                    "/forward-auth/davx",
                    "/forward-auth/Dav",
                    "/forward-authdav",
                    "/x/forward-auth"
                })
        void isNotFoundOnAnyOtherPath(String path) throws IOException {
            assertThat(ask(get(path, TOKEN + basic("eleni:right"))).status()).isEqualTo(404);
            assertThat(verifier.asked).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "REPORT", "MKCALENDAR"})
        void mayHaveAnyMethod(String method) throws IOException {
            var text = get("/forward-auth/dav", TOKEN + "Content-Length: 0\r\n" + basic("eleni:right"));

            assertThat(ask(text.replace("GET", method)).status()).isEqualTo(200);
        }

        @Test
        void byHeadIsAnsweredWithoutABodyWhateverTheAnswerIs() throws IOException {
            var unclear = get("/forward-auth", TOKEN + "X-Forwarded-For: nowhere\r\n" + basic("eleni:right"));
            var clear = get("/forward-auth", TOKEN + FROM + basic("eleni:right"));
            try (var caller = harness.caller(verifier)) {
                var toGet = caller.send(unclear).answer();
                var toHead = caller.send(unclear.replace("GET", "HEAD")).head();

                assertThat(toHead.status()).isEqualTo(400);
                assertThat(toHead.field("content-length"))
                        .isEqualTo(Integer.toString(toGet.body().length()));
                assertThat(caller.send(clear).answer().status()).isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n"})
        void hasNoBody(String announced) throws IOException {
            assertThat(asked(announced + basic("eleni:right")).status()).isEqualTo(413);
            assertThat(verifier.asked).isEmpty();
        }

        @Test
        void mayArriveInTwoPiecesCutAnywhere() throws IOException {
            var whole =
                    get("/forward-auth", TOKEN + FROM + basic("eleni:right")).getBytes(StandardCharsets.UTF_8);
            try (var caller = harness.caller(verifier)) {
                for (int cut = 1; cut < whole.length; cut++) {
                    caller.send(Arrays.copyOf(whole, cut));
                    caller.send(Arrays.copyOfRange(whole, cut, whole.length));

                    assertThat(caller.answer().status()).as("cut at %d", cut).isEqualTo(200);
                }
            }
        }

        @Test
        void takesTurnsWithVerifyOnOneConnection() throws IOException {
            try (var caller = harness.caller(verifier)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(caller.ask("right").status()).isEqualTo(200);
                    assertThat(caller.send(get("/forward-auth", TOKEN + basic("eleni:wrong")))
                                    .answer()
                                    .status())
                            .isEqualTo(401);
                }
            }
        }
    }

    @Nested
    final class TheCredentials {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Authorization: Bearer abc\r\n",
                    "Authorization: Digest username=\"eleni\"\r\n",
                    "Authorization: Basic\r\n",
                    "Authorization: Basic \r\n",
                    "Authorization: Basic !!!!\r\n",
                    "Authorization: Basic ZWxlbmk=\r\n",
                    "Authorization: Basic ZWxlbmk6cmlnaHQ=, Basic ZWxlbmk6cmlnaHQ=\r\n",
                    "Authorization: ZWxlbmk6cmlnaHQ=\r\n",
                    "Authorization: \r\n",
                })
        void areAskedForWhereNoneCanBeRead(String fields) throws IOException {
            var answer = asked(fields);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.field("www-authenticate")).isEqualTo("Basic realm=\"Sallyport\", charset=\"UTF-8\"");
            assertThat(verifier.asked).isEmpty();
        }

        @Test
        void lookTheSameWhetherTheyAreWrongOrAbsent() throws IOException {
            var wrong = asked(basic("eleni:wrong"));
            var absent = asked("");
            wrong.fields().remove("x-request-id");
            absent.fields().remove("x-request-id");

            assertThat(wrong).isEqualTo(absent);
        }

        @ParameterizedTest
        @ValueSource(strings = {"basic", "BASIC", "Basic"})
        void mayWriteTheirSchemeInAnyCase(String scheme) throws IOException {
            assertThat(asked("Authorization: " + scheme + "   ZWxlbmk6cmlnaHQ=\r\n")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void mayHaveColonsInThePassword() throws IOException {
            asked(basic("eleni:a:b:"));

            assertThat(verifier.asked.getFirst().secret()).isEqualTo("a:b:");
        }

        @Test
        void areUtf8() throws IOException {
            asked(basic("ελένη:κωδικός"));

            assertThat(verifier.asked.getFirst().name()).isEqualTo("ελένη");
            assertThat(verifier.asked.getFirst().secret()).isEqualTo("κωδικός");
        }

        @Test
        void areNoNameOfAnybodyInAnotherCharset() throws IOException {
            asked(basic("zoë:right", StandardCharsets.ISO_8859_1));

            assertThat(verifier.attempts.getFirst().name().canonical()).isEmpty();
        }

        @Test
        void leaveNoSecretBehind() throws IOException {
            asked(basic("eleni:right"));

            assertThat(verifier.attempts.getFirst().secret().copy()).containsOnly(0);
        }

        @Test
        void T16_withAnyByteInTheNameEndUpInOneLineOrInNone() throws IOException {
            verifier = ScriptedVerifier.remembering(attempt -> attempt.name()
                    .canonical()
                    .<Verdict>map(
                            name -> new Verdict.Accepted(ScriptedVerifier.ACCOUNT, name, java.util.Optional.empty()))
                    .orElse(ScriptedVerifier.WRONG));
            try (var caller = harness.caller(verifier)) {
                for (int b = 0; b < 256; b++) {
                    var name = "el" + (char) b + "eni";
                    var answer = caller.send(
                                    get("/forward-auth", TOKEN + basic(name + ":right", StandardCharsets.ISO_8859_1)))
                            .answer();

                    assertThat(answer.status()).as("byte %d", b).isIn(200, 401);
                    assertThat(answer.fields().keySet()).allMatch(field -> field.matches("[a-z-]+"));
                }
            }
        }
    }

    @Nested
    final class TheProxy {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Authorization: Bearer " + Caller.TOKEN + "\r\n",
                    "X-Sallyport-Token: a-token-of-thirty-two-characterS\r\n",
                    "X-Sallyport-Token: \r\n",
                    "X_Sallyport_Token: " + Caller.TOKEN + "\r\n",
                    "X-Sallyport-Tokens: " + Caller.TOKEN + "\r\n",
                })
        void isNobodyWithoutItsToken(String fields) throws IOException {
            var answer = ask(get("/forward-auth", fields));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("www-authenticate")).isEmpty();
            assertThat(verifier.asked).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X-Sallyport-Token: other\r\n",
                    "Authorization: Basic ZWxlbmk6d3Jvbmc=\r\n",
                    "x-forwarded-for: 198.51.100.9\r\n",
                })
        void T20_isRefusedWhereAFieldThatMattersComesTwice(String second) throws IOException {
            assertThat(asked(basic("eleni:right") + second).status()).isEqualTo(400);
            assertThat(verifier.asked).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Remote-User: maria\r\n",
                    "REMOTE_USER: maria\r\n",
                    "X-Forwarded-User: maria\r\nX_Forwarded_User: maria\r\n",
                    "Remote-User: maria\r\nRemote-User: maria\r\n",
                    "Connection: Remote-User, X-Sallyport-Id\r\nX-Sallyport-Id: 1\r\n",
                    "Cookie: \u0001\u0000=;;;\"\r\n",
                    "X-Original-URI: /../../%00\r\nX-Forwarded-Uri: //\\\r\nX-Original-Method: TRACE\r\n",
                })
        void T20_isToldNothingThatTheBrowserMadeUp(String forged) throws IOException {
            var answer = asked(forged + basic("eleni:right"));

            if (answer.status() == 200) {
                assertThat(answer.field("remote-user")).isEqualTo("eleni");
                assertThat(answer.field("x-sallyport-id")).isEqualTo(ScriptedVerifier.APP_PASSWORD.toString());
            } else {
                assertThat(answer.status()).isEqualTo(400);
            }
            assertThat(answer.toString()).doesNotContain("maria");
        }
    }

    @Nested
    final class TheAddress {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        192.0.2.7                              | 192.0.2.7
                        2001:db8::7                            | 2001:db8:0:0:0:0:0:7
                        203.0.113.9, 192.0.2.7                 | 192.0.2.7
                        a, , ::::, 192.0.2.7                   | 192.0.2.7
                        203.0.113.9, 192.0.2.7, 10.1.2.3       | 192.0.2.7
                        203.0.113.9, 192.0.2.7,10.1.2.3 , 10.9.9.9 | 192.0.2.7
                        10.1.2.3                               | 10.1.2.3
                        """)
        void T21_isTheLastOneThatNoProxyOfOursHas(String list, String source) throws IOException {
            harness.routes = new RouteSettings(
                    "Sallyport", List.of(Network.parse("10.0.0.0/8").orElseThrow()), Map.of());
            ask(get("/forward-auth", TOKEN + "X-Forwarded-For: " + list + "\r\n" + basic("eleni:right")));

            assertThat(verifier.asked.getFirst().source()).isEqualTo(source);
        }

        @Test
        void isUnknownWhereTheProxyDoesNotSay() throws IOException {
            ask(get(
                    "/forward-auth",
                    TOKEN + "X-Real-IP: 192.0.2.9\r\nForwarded: for=192.0.2.9\r\n" + basic("eleni:right")));

            assertThat(verifier.asked.getFirst().source()).isEqualTo("unknown");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a",
                    "",
                    ",",
                    "192.0.2.7,",
                    "unknown",
                    "192.0.2.7:443",
                    "192.0.2.7 192.0.2.8",
                    "127.1",
                    "192.0.2.7, _hidden",
                    "192.0.2.7, \"::1\"",
                    "for=192.0.2.7"
                })
        void T21_thatCannotBeReadStopsTheQuestion(String list) throws IOException {
            var answer = ask(get("/forward-auth", TOKEN + "X-Forwarded-For: " + list + "\r\n" + basic("eleni:right")));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(verifier.asked).isEmpty();
        }
    }

    @Test
    void anOutageIsNotAWrongPassword() throws IOException {
        verifier = ScriptedVerifier.lookingUp(_ -> ScriptedVerifier.OUTAGE);
        var answer = asked(basic("eleni:right"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.field("retry-after")).isEqualTo("3");
        assertThat(answer.field("www-authenticate")).isEmpty();
    }

    @Test
    void aDefectIsNotAWrongPassword() throws IOException {
        verifier = ScriptedVerifier.lookingUp(_ -> {
            throw new IllegalStateException("a defect of the verifier");
        });

        assertThat(asked(basic("eleni:right")).status()).isEqualTo(503);
    }
}
