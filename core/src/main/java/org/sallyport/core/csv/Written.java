package org.sallyport.core.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/// As what a file was written, as far as its bytes tell. Only [#UTF_8_TEXT] is read; of the others people are told what
/// was found, and how they save it otherwise.
public enum Written {
    UTF_8_TEXT,
    UTF_16_TEXT,
    /// What spreadsheets on Greek machines write.
    WINDOWS_1253_TEXT,
    /// What those of Western Europe write.
    WINDOWS_1252_TEXT,
    /// A workbook, or anything else that is packed.
    WORKBOOK,
    NO_TEXT;

    private static final int FIRST_GREEK_LETTER = 0xC1;

    /// `utf-16-text`: the end of its message key.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Written as(byte[] file) {
        if (begins(file, 'P', 'K', 3, 4) || begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            return WORKBOOK;
        }
        if (begins(file, 0xFF, 0xFE) || begins(file, 0xFE, 0xFF)) {
            return UTF_16_TEXT;
        }
        int zeros = 0;
        for (byte one : file) {
            zeros += one == 0 ? 1 : 0;
        }
        if (zeros > 0) {
            // Half of UTF-16 are zeros where the letters are Latin, and a sixth where they are Greek with separators.
            return zeros > file.length / 8 ? UTF_16_TEXT : NO_TEXT;
        }
        if (isUtf8(file)) {
            return UTF_8_TEXT;
        }
        return isGreek(file) ? WINDOWS_1253_TEXT : WINDOWS_1252_TEXT;
    }

    private static boolean begins(byte[] file, int... bytes) {
        if (file.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] file) {
        try {
            var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    // In Greek whole words are such bytes, in Western European languages single letters.
    private static boolean isGreek(byte[] file) {
        int letters = 0;
        int neighbours = 0;
        boolean before = false;
        for (byte one : file) {
            boolean isLetter = (one & 0xFF) >= FIRST_GREEK_LETTER;
            letters += isLetter ? 1 : 0;
            neighbours += isLetter && before ? 1 : 0;
            before = isLetter;
        }
        return neighbours * 2 > letters;
    }
}
