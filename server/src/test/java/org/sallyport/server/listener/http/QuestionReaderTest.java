package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.listener.Services;
import org.sallyport.server.listener.http.QuestionReader.Reading;

final class QuestionReaderTest {
    private static Reading read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading read(byte[] json) {
        return QuestionReader.read(json, 0, json.length);
    }

    private static Question asked(String json) {
        assertThat(read(json)).isInstanceOf(Reading.Asked.class);
        return read(json) instanceof Reading.Asked(var question) ? question : org.assertj.core.api.Assertions.fail();
    }

    private static String complaint(String json) {
        return read(json) instanceof Reading.Unclear(var sentence) ? sentence : "none";
    }

    /// What Dovecot 2.3 really sends, with the other members replaced.
    private static String with(String members) {
        return "{\"user\":\"eleni\",\"password\":\"s\",\"service\":\"imap\"," + members + "}";
    }

    @Nested
    final class TheBody {
        @Test
        void isReadAsDovecot23Writes() {
            var question = asked("{\"service\":\"imap\",\"user\":\"eleni\",\"rip\":\"192.0.2.7\",\"lip\":\"192.0.2.1\","
                    + "\"secured\":\"TLS\",\"session\":\"k3Q+abc\",\"password\":\"abcdef ghijkl\"}");

            assertThat(question.name().value()).isEqualTo("eleni");
            assertThat(question.secret().reveal()).isEqualTo("abcdef ghijkl");
            assertThat(question.protocol()).isEqualTo(Protocol.IMAP);
            assertThat(question.source()).hasToString("192.0.2.7");
        }

        @Test
        void isReadAsDovecot24Writes() {
            var question = asked("{\"protocol\":\"sieve\",\"user\":\"eleni\",\"remote_ip\":\"2001:db8::7\","
                    + "\"remote_port\":4190,\"local_ip\":\"2001:db8::1\",\"secured\":true,\"password\":\"s\"}");

            assertThat(question.protocol()).isEqualTo(Protocol.SIEVE);
            assertThat(question.source()).hasToString("2001:db8:0:0:0:0:0:7");
        }

        @Test
        void saysWhatTheAppCallsItselfAsDovecotHandsOnTheImapId() {
            assertThat(asked(with("\"client_id\":\"\\\"name\\\" \\\"Thunderbird\\\" \\\"version\\\" \\\"102\\\"\""))
                            .client())
                    .contains(new ClientName("Thunderbird 102"));
            assertThat(asked(with("\"client_id\":\"Olive Mail 3\"")).client()).contains(new ClientName("Olive Mail 3"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "7", "true", "\"\"", "[\"a\"]", "{\"name\":\"a\"}", "\"\\ud800\""})
        void isNotRefusedBecauseOfWhatTheAppCallsItself(String value) {
            assertThat(asked(with("\"client_id\":" + value)).client()).isEmpty();
        }

        @Test
        void mayNameTheAppTwiceAndTheFirstCounts() {
            assertThat(asked(with("\"client_id\":\"One\",\"client_id\":\"Another\""))
                            .client())
                    .contains(new ClientName("One"));
        }

        @Test
        void mayHoldMembersThatNobodyHereKnows() {
            assertThat(read(with("\"later\":{\"a\":[1,{\"b\":null}]}"))).isInstanceOf(Reading.Asked.class);
        }

        @ParameterizedTest
        @CsvSource({
            "imap, IMAP",
            "IMAP, IMAP",
            "pop3, POP3",
            "smtp, SMTP",
            "submission, SMTP",
            "lmtp, SMTP",
            "sieve, SIEVE",
            "managesieve, SIEVE",
            "caldav, DAV",
            "carddav, DAV",
            "ldap, LDAP",
            "radius, RADIUS",
            "http, HTTP"
        })
        void namesTheProtocolInManyWords(String word, Protocol protocol) {
            assertThat(asked("{\"user\":\"u\",\"password\":\"p\",\"service\":\"" + word + "\"}")
                            .protocol())
                    .isEqualTo(protocol);
        }

        @Test
        void keepsEveryCharacterOfThePassword() {
            var question = asked(
                    "{\"user\":\"u\",\"password\":\"\\u0041\\\"\\\\\\n\\ud83d\\ude00 κωδικός \",\"service\":\"imap\"}");

            assertThat(question.secret().reveal()).isEqualTo("A\"\\\n😀 κωδικός ");
        }

        @Test
        void mayHoldAnEmptyPasswordWhichIsForTheVerifierToRefuse() {
            assertThat(asked("{\"user\":\"u\",\"password\":\"\",\"service\":\"imap\"}")
                            .secret()
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void keepsALongPasswordWhole() {
            var longer = "x".repeat(7000);

            assertThat(asked("{\"user\":\"u\",\"password\":\"" + longer + "\",\"service\":\"imap\"}")
                            .secret()
                            .length())
                    .isEqualTo(7000);
        }
    }

    @Nested
    final class AnUnclearBody {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        []                                                            | the body needs to be one JSON object, found something else at its beginning
                        {"password":"p","service":"imap"}                             | user: needs to be there, found nothing
                        {"user":null,"password":"p","service":"imap"}                 | user: needs to be there, found nothing
                        {"user":"u","service":"imap"}                                 | password: needs to be there, found nothing
                        {"user":"u","password":7,"service":"imap"}                    | password: needs to be a string, found something else
                        {"user":["u"],"password":"p","service":"imap"}                | user: needs to be a string, found something else
                        {"user":"u","user":"v","password":"p","service":"imap"}       | user: needs to be there once, found it twice
                        {"user":"u","password":"p","password":"q","service":"imap"}   | password: needs to be there once, found it twice
                        {"user":"u","password":"p","service":"imap"} {}               | the body needs to be one JSON object, found more behind it
                        {"user":"u","password":"\\ud800","service":"imap"}            | password: needs to be text, found half of a surrogate pair
                        {"user":"u","password":"p","service":"imap","rip":"1.2.3"}    | rip: needs an IPv4 or IPv6 address or nothing, found something else
                        {"user":"u","password":"p","service":"imap","local_ip":"x"}   | local_ip: needs an IPv4 or IPv6 address or nothing, found something else
                        """)
        void isAnsweredWithWhatWouldBeRight(String json, String sentence) {
            assertThat(complaint(json)).isEqualTo(sentence);
        }

        @Test
        void isAnsweredWithTheProtocolsThereAre() {
            assertThat(complaint("{\"user\":\"u\",\"password\":\"p\"}"))
                    .isEqualTo("protocol: needs one of " + Services.CHOICE + ", found nothing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"hunter2", "Correct horse", "a-very-long-word-that-nobody-calls-a-protocol"})
        void givesNothingBackThatMayBeAPassword(String typed) {
            assertThat(complaint("{\"user\":\"u\",\"password\":\"p\",\"service\":\"" + typed + "\"}"))
                    .endsWith("found something else");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "{\"password\":\"hunter2",
                    "{\"password\":\"hunter2\",}",
                    "hunter2",
                    "{\"a\":hunter2}"
                })
        void isToldOnlyWhereItBreaks(String json) {
            assertThat(complaint(json)).contains("JSON object").doesNotContain("hunter");
        }

        @Test
        void isNotUtf8() {
            var latin1 =
                    "{\"user\":\"u\",\"password\":\"é\",\"service\":\"imap\"}".getBytes(StandardCharsets.ISO_8859_1);

            assertThat(read(latin1)).isInstanceOf(Reading.Unclear.class);
        }

        @Test
        void isNotDeep() {
            assertThat(complaint(with("\"a\":" + "[".repeat(100) + "]".repeat(100))))
                    .contains("JSON object");
        }
    }
}
