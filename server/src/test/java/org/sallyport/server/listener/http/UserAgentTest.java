package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.ClientName;

final class UserAgentTest {
    private static Optional<ClientName> client(String sent) {
        return UserAgent.client(sent.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DAVx5/4.3.3 (2023/07/19; dav4jvm; okhttp/4.11.0) Android/13                  | DAVx5 4.3.3
                    curl/7.88.1                                                                  | curl 7.88.1
                    iOS/17.5.1 (21F90) dataaccessd/1.0                                           | iOS 17.5.1
                    Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0; Pro)         | Microsoft Office 16.0
                    Microsoft-WebDAV-MiniRedir/10.0.19045                                        | Microsoft-WebDAV-MiniRedir 10.0.19045
                    eM Client/9.2.1                                                              | eM Client 9.2.1
                    Olive Calendar (by Eleni)                                                    | Olive Calendar
                    gvfs                                                                         | gvfs
                    """)
    void anAppIsCalledByItsFirstProduct(String sent, String client) {
        assertThat(client(sent)).contains(new ClientName(client));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0                                        | Thunderbird 128.5.0
                    Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0                                              | Firefox 115.0
                    Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36                 | Chrome 120.0.0.0
                    Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210  | Edg 120.0.2210
                    Mozilla/5.0 (Linux) mirall/3.9.0git (Nextcloud, debian-6.1.0 (nested) ClientArchitecture: x86_64)                   | mirall 3.9.0git
                    Mozilla/5.0 (Android) Nextcloud-android/3.25.0                                                                      | Nextcloud-android 3.25.0
                    """)
    void whatClaimsToBeEverythingIsCalledByWhatNobodyElseIs(String sent, String client) {
        assertThat(client(sent)).contains(new ClientName(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(compatible)",
                "Mozilla/5.0",
                "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1",
                "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15",
                "Mozilla/5.0 ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((",
                "Mozilla/5.0 ))))))))"
            })
    void whatNamesNoAppOfItsOwnSaysNothing(String sent) {
        assertThat(client(sent).map(ClientName::value).orElse("").replace(")", ""))
                .isEmpty();
    }

    @Nested
    final class InAQuestion {
        private final ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
        private final VerifyHarness harness = new VerifyHarness();

        @AfterEach
        void stop() {
            harness.close();
        }

        private int asked(String fields, String credentials) throws IOException {
            var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            try (var caller = harness.caller(verifier)) {
                return caller.send("GET /forward-auth HTTP/1.1\r\nHost: localhost\r\nX-Sallyport-Token: " + Caller.TOKEN
                                + "\r\nAuthorization: Basic " + basic + "\r\n" + fields + "\r\n")
                        .answer()
                        .status();
            }
        }

        @Test
        void isHandedOnWithIt() throws IOException {
            asked("User-Agent: DAVx5/4.3.3 (dav4jvm) Android/13\r\n", "eleni:right");

            assertThat(verifier.attempts.getFirst().client()).contains(new ClientName("DAVx5 4.3.3"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "User-Agent:\r\n",
                    "User-Agent: ()\r\nUser-Agent: curl/8\r\n",
                    "User-Agent: \u00ff\u00fe\r\n"
                })
        void changesNoAnswer(String fields) throws IOException {
            assertThat(asked(fields, "eleni:right")).isEqualTo(200);
            assertThat(asked(fields, "eleni:wrong")).isEqualTo(401);
        }

        @Test
        void mayComeTwiceAndTheFirstCounts() throws IOException {
            asked("User-Agent: one/1\r\nuser-agent: another/2\r\n", "eleni:right");

            assertThat(verifier.attempts.getFirst().client()).contains(new ClientName("one 1"));
        }
    }
}
