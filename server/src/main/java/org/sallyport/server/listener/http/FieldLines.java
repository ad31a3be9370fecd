package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;

/// Header lines of an answer, complete with their ends. Immutable.
///
/// A value that could end its line is refused here, whoever made it: nothing that somebody typed becomes a line of its
/// own.
final class FieldLines {
    static final FieldLines NONE = of();

    private final byte[] bytes;

    private FieldLines(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A name, its value, and so on.
    ///
    /// @throws IllegalArgumentException when a value holds a control character
    static FieldLines of(String... namesAndValues) {
        var lines = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException(namesAndValues[i] + ": a value holds no control characters");
            }
            lines.append(namesAndValues[i]).append(": ").append(value).append("\r\n");
        }
        // RFC 9110 section 5.5 leaves bytes beyond ASCII to those who use the field; here they are UTF-8.
        return new FieldLines(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Never written to.
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
