package org.sallyport.server.wire.dovecot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Writes one line, field by field. Whatever a field cannot hold is escaped, so that one line stays one line.
public final class LineWriter {
    private static final int ORDINARY = 64;

    private byte[] line = new byte[ORDINARY];
    private int length;

    private LineWriter() {}

    /// @param command a word of the protocol
    public static LineWriter line(String command) {
        var writer = new LineWriter();
        writer.put(command.getBytes(StandardCharsets.US_ASCII));
        return writer;
    }

    public LineWriter field(long number) {
        put(Fields.TAB);
        put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public LineWriter field(String text) {
        put(Fields.TAB);
        escaped(text);
        return this;
    }

    /// `name=value`
    public LineWriter field(String name, String value) {
        field(name);
        put((byte) '=');
        escaped(value);
        return this;
    }

    /// `name=value` with the value in Base64.
    public LineWriter base64(String name, byte[] message) {
        field(name);
        put((byte) '=');
        put(Base64.getEncoder().encode(message));
        return this;
    }

    /// The finished line with its line end.
    public byte[] bytes() {
        put(Fields.LF);
        return Arrays.copyOf(line, length);
    }

    private void escaped(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isPlain(bytes)) {
            put(bytes);
            return;
        }
        for (byte b : bytes) {
            switch (b) {
                case 0 -> escape('0');
                case 1 -> escape('1');
                case '\t' -> escape('t');
                case '\r' -> escape('r');
                case '\n' -> escape('n');
                default -> put(b);
            }
        }
    }

    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b <= '\r') {
                return false;
            }
        }
        return true;
    }

    private void escape(char letter) {
        put((byte) 1);
        put((byte) letter);
    }

    private void put(byte one) {
        makeRoom(1);
        line[length++] = one;
    }

    private void put(byte[] several) {
        makeRoom(several.length);
        System.arraycopy(several, 0, line, length, several.length);
        length += several.length;
    }

    private void makeRoom(int more) {
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
    }
}
