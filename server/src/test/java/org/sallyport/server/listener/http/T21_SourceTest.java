package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Source;
import org.sallyport.server.listener.Addresses;
import org.sallyport.server.listener.http.QuestionReader.Reading;

/// T21: an address that cannot be read must never become "no address", which would skip the rules about networks.
final class T21_SourceTest {
    private static Reading reading(String rip) {
        var json = "{\"user\":\"u\",\"password\":\"p\",\"service\":\"imap\"" + rip + "}";
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return QuestionReader.read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "[2001:db8::7], 2001:db8:0:0:0:0:0:7",
        "::1, 0:0:0:0:0:0:0:1",
        "fe80::7%eth0, fe80:0:0:0:0:0:0:7"
    })
    void anAddressIsTheSource(String rip, String source) {
        assertThat(reading(",\"rip\":\"" + rip + "\""))
                .isInstanceOfSatisfying(
                        Reading.Asked.class,
                        asked -> assertThat(asked.question().source()).hasToString(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"rip\":\"\"", ",\"rip\":null", ",\"remote_ip\":null,\"rip\":\"\""})
    void anAbsentAddressIsNormal(String members) {
        assertThat(reading(members))
                .isInstanceOfSatisfying(
                        Reading.Asked.class,
                        asked -> assertThat(asked.question().source().address()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "unknown",
                "localhost",
                "1",
                "127.1",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.7.9",
                "0x7f.0.0.1",
                "192.0.2.7:143",
                "2001:db8::7::9",
                ":",
                "%",
                "%eth0",
                "::1%",
                " 192.0.2.7",
                "192.0.2.7/24",
                "192.0.2.7, 192.0.2.8",
                "-"
            })
    void whatIsNoAddressStopsTheQuestion(String rip) {
        var reading = reading(",\"rip\":\"" + rip + "\"");

        assertThat(reading).isInstanceOf(Reading.Unclear.class);
    }

    @Test
    void noTextBecomesAnUnknownSource() {
        var random = new Random(21);
        var alphabet = "0123456789abcdefx.:%/[], -";
        for (int round = 0; round < 10_000; round++) {
            var literal = new StringBuilder();
            for (int length = random.nextInt(1, 20); length > 0; length--) {
                literal.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (reading(",\"remote_ip\":\"" + literal + "\"") instanceof Reading.Asked(var question)) {
                assertThat(question.source().address()).as("%s", literal).isPresent();
            }
        }
    }

    @Test
    void everyAddressIsUnderstood() throws java.net.UnknownHostException {
        var random = new Random(22);
        for (int round = 0; round < 10_000; round++) {
            var bytes = new byte[round % 2 == 0 ? 4 : 16];
            random.nextBytes(bytes);
            var address = InetAddress.getByAddress(bytes);

            assertThat(Addresses.source(address.getHostAddress())).hasValue(Source.of(address));
        }
    }
}
