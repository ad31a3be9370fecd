package org.sallyport.server.wire.dovecot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fields of one line, one after the other. Each stands between tabs; within it \001 escapes what a line cannot
/// hold.
final class Fields {
    static final byte TAB = '\t';
    static final byte LF = '\n';
    private static final byte ESCAPE = 1;
    private static final long HIGHEST_ID = 0xffff_ffffL;

    private final byte[] line;
    private final int end;
    private int from;
    private int to;
    private int next;

    /// Of the line in `bytes[from, to)`, without its line end. Stands before the first field.
    Fields(byte[] bytes, int from, int to) {
        this.line = bytes;
        this.end = to;
        this.from = from;
        this.to = from;
        this.next = from;
    }

    /// Moves to the next field; false behind the last.
    boolean next() {
        if (next > end) {
            return false;
        }
        from = next;
        to = from;
        while (to < end && line[to] != TAB) {
            to++;
        }
        next = to + 1;
        return true;
    }

    boolean is(byte[] word) {
        return to - from == word.length && startsWith(word);
    }

    boolean startsWith(byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (line[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// A whole number without sign, 0 where the field is none up to 2^32-1.
    long number() {
        if (to == from || to - from > 10) {
            return 0;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return 0;
            }
            number = number * 10 + line[i] - '0';
        }
        return number > HIGHEST_ID ? 0 : number;
    }

    /// The bytes behind the first `skip` ones as they are.
    byte[] raw(int skip) {
        return Arrays.copyOfRange(line, from + skip, to);
    }

    /// The text behind the first `skip` bytes, unescaped; null where it is not UTF-8 or an escape is unknown.
    @Nullable
    String text(int skip) {
        boolean plain = true;
        for (int i = from + skip; i < to && plain; i++) {
            plain = line[i] > ESCAPE;
        }
        if (plain) {
            return new String(line, from + skip, to - from - skip, StandardCharsets.US_ASCII);
        }
        var unescaped = unescaped(from + skip);
        if (unescaped == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(unescaped))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private byte @Nullable [] unescaped(int start) {
        var bytes = new ByteArrayOutputStream(to - start);
        int i = start;
        while (i < to) {
            boolean escape = line[i] == ESCAPE;
            int meant = !escape ? line[i] & 0xff : i + 1 < to ? unescaped(line[i + 1]) : -1;
            if (meant < 0) {
                return null;
            }
            bytes.write(meant);
            i += escape ? 2 : 1;
        }
        return bytes.toByteArray();
    }

    private static int unescaped(byte letter) {
        return switch (letter) {
            case '0' -> 0;
            case '1' -> ESCAPE;
            case 't' -> TAB;
            case 'r' -> '\r';
            case 'n' -> LF;
            default -> -1;
        };
    }
}
