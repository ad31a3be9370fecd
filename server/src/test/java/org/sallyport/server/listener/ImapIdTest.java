package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.ClientName;

final class ImapIdTest {
    private static final String PIECES = "\"\"\"\\\\ NIL name version Thunderbird 102 (){}\r\n\tέ";
    private static final int CASES = 20_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "name" "Thunderbird" "version" "102"                  | Thunderbird 102
                    "NAME" "iPhone Mail" "Version" "21A329" "os" "iOS"    | iPhone Mail 21A329
                    "vendor" "Olive" "version" "3" "name" "Olive Mail"    | Olive Mail 3
                    "name" "Olive Mail" "version" NIL                     | Olive Mail
                    "name" "Olive Mail" "version" ""                      | Olive Mail
                    "name" "Olive Mail"                                   | Olive Mail
                    "name" "One" "name" "Another"                         | One
                    "name" "A \\"B\\" \\\\ C" "version" "1"               | A B \\ C 1
                    "os" NIL "name" "Olive Mail"                          | Olive Mail
                    "name" "Olive Mail" "version" "3                      | Olive Mail
                    Thunderbird 102                                       | Thunderbird 102
                    """)
    void theNameIsReadWithItsVersion(String line, String client) {
        assertThat(ImapId.client(line)).contains(new ClientName(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\"",
                "\"name\"",
                "\"name\" NIL",
                "\"name\" \"\" \"version\" \"102\"",
                "\"version\" \"102\"",
                "\"vendor\" \"Olive\"",
                "\"name\" {5}\r\nOlive",
                "\"name\" \"Olive"
            })
    void whatHoldsNoNameSaysNothing(String line) {
        assertThat(ImapId.client(line)).isEmpty();
    }

    @Test
    void whateverIsSentIsReadToItsEnd() {
        var random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            var line = new StringBuilder("\"");
            for (int length = random.nextInt(60); length > 0; length--) {
                line.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
            assertThat(ImapId.client(line.toString())
                            .map(client -> client.value().length()))
                    .as("%s", line)
                    .satisfiesAnyOf(
                            length -> assertThat(length).isEmpty(),
                            length -> assertThat(length)
                                    .hasValueSatisfying(n -> assertThat(n).isBetween(1, ClientName.MAX_LENGTH)));
        }
    }
}
