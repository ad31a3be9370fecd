package org.sallyport.core.csv;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class WrittenTest {
    private static final String GREEK = "user-name;display-name\r\neleni;Ελένη Παππά\r\nnikos;Νίκος Βλάχος\r\n";
    private static final String FRENCH = "user-name;display-name\r\nrene;René Lefèvre\r\njose;José Muñoz\r\n";

    @Test
    void whatSpreadsheetsWriteIsToldApart() {
        assertThat(Written.as(GREEK.getBytes(UTF_8))).isEqualTo(Written.UTF_8_TEXT);
        assertThat(Written.as(("\uFEFF" + GREEK).getBytes(UTF_8))).isEqualTo(Written.UTF_8_TEXT);
        assertThat(Written.as(GREEK.getBytes(Charset.forName("windows-1253")))).isEqualTo(Written.WINDOWS_1253_TEXT);
        assertThat(Written.as(FRENCH.getBytes(Charset.forName("windows-1252")))).isEqualTo(Written.WINDOWS_1252_TEXT);
        assertThat(Written.as(GREEK.getBytes(UTF_16))).isEqualTo(Written.UTF_16_TEXT);
        assertThat(Written.as(GREEK.getBytes(UTF_16LE))).isEqualTo(Written.UTF_16_TEXT);
        assertThat(Written.as(FRENCH.getBytes(UTF_16BE))).isEqualTo(Written.UTF_16_TEXT);
    }

    @Test
    void whatIsNoTextIsNotTakenForSome() {
        assertThat(Written.as(new byte[] {'P', 'K', 3, 4, 20, 0})).isEqualTo(Written.WORKBOOK);
        assertThat(Written.as(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}))
                .isEqualTo(Written.WORKBOOK);
        assertThat(Written.as("user-name\neleni\0\nnikos\n".getBytes(UTF_8))).isEqualTo(Written.NO_TEXT);
        assertThat(Written.as(new byte[0])).isEqualTo(Written.UTF_8_TEXT);
    }
}
