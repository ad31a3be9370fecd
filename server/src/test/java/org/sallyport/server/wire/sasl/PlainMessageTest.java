package org.sallyport.server.wire.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainMessageTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nameAndPasswordAreRead() {
        assertThat(PlainMessage.read(utf8("\0ελένη\0κλειδί mit ß"))).hasValueSatisfying(message -> {
            assertThat(message.name()).isEqualTo("ελένη");
            assertThat(message.password()).isEqualTo(utf8("κλειδί mit ß"));
            assertThat(message.isForAnother()).isFalse();
        });
    }

    @Test
    void aNameForItselfIsForNobodyElse() {
        assertThat(PlainMessage.read(utf8("eleni\0eleni\0secret")))
                .hasValueSatisfying(
                        message -> assertThat(message.isForAnother()).isFalse());
    }

    @Test
    void T17_anotherNameIsForSomebodyElse() {
        assertThat(PlainMessage.read(utf8("nikos\0eleni\0secret")))
                .hasValueSatisfying(
                        message -> assertThat(message.isForAnother()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "eleni", "eleni\0secret", "\0\0secret", "\0eleni\0sec\0ret", "\0eleni\0secret\0"})
    void T16_anythingButTwoNulsIsNoMessage(String text) {
        assertThat(PlainMessage.read(utf8(text))).isEmpty();
    }

    @Test
    void T16_whatIsNotUtf8IsNoMessage() {
        assertThat(PlainMessage.read(new byte[] {0, 'e', (byte) 0xff, 0, 's'})).isEmpty();
        assertThat(PlainMessage.read(new byte[] {0, 'e', 0, (byte) 0xc0, (byte) 0x80}))
                .isEmpty();
    }

    @Test
    void anEmptyPasswordIsReadAsEmpty() {
        assertThat(PlainMessage.read(utf8("\0eleni\0")))
                .hasValueSatisfying(message -> assertThat(message.password()).isEmpty());
    }

    @Test
    void whatIsWrittenIsRead() {
        var written = PlainMessage.write("ελένη", utf8("secret"));

        assertThat(PlainMessage.read(written)).hasValueSatisfying(message -> {
            assertThat(message.name()).isEqualTo("ελένη");
            assertThat(message.password()).isEqualTo(utf8("secret"));
        });
    }

    @Test
    void nothingOfItIsPrinted() {
        assertThat(new PlainMessage("", "eleni", utf8("secret"))).hasToString("PlainMessage[hidden]");
    }
}
