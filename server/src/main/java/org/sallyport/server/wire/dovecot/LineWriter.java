package org.sallyport.server.wire.dovecot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes one line, field by field. Whatever a field cannot hold is escaped, so that one line stays one line.
public final class LineWriter {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(64);

    private LineWriter() {}

    /// @param command a word of the protocol
    public static LineWriter line(String command) {
        var writer = new LineWriter();
        writer.line.writeBytes(command.getBytes(StandardCharsets.US_ASCII));
        return writer;
    }

    public LineWriter field(long number) {
        line.write(Fields.TAB);
        line.writeBytes(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public LineWriter field(String text) {
        line.write(Fields.TAB);
        escaped(text);
        return this;
    }

    /// `name=value`
    public LineWriter field(String name, String value) {
        field(name);
        line.write('=');
        escaped(value);
        return this;
    }

    /// `name=value` with the value in Base64.
    public LineWriter base64(String name, byte[] message) {
        field(name);
        line.write('=');
        line.writeBytes(Base64.getEncoder().encode(message));
        return this;
    }

    /// The finished line with its line end.
    public byte[] bytes() {
        line.write(Fields.LF);
        return line.toByteArray();
    }

    private void escaped(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isPlain(bytes)) {
            line.writeBytes(bytes);
            return;
        }
        for (byte b : bytes) {
            switch (b) {
                case 0 -> escape('0');
                case 1 -> escape('1');
                case '\t' -> escape('t');
                case '\r' -> escape('r');
                case '\n' -> escape('n');
                default -> line.write(b);
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
        line.write(1);
        line.write(letter);
    }
}
