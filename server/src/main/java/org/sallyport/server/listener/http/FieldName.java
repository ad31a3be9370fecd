package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The name of a header field; letter case does not matter (RFC 9110 section 5.1).
final class FieldName {
    static final FieldName AUTHORIZATION = new FieldName("Authorization");
    static final FieldName CONTENT_TYPE = new FieldName("Content-Type");

    private final String written;
    private final byte[] lower;

    FieldName(String written) {
        this.written = written;
        this.lower = written.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    boolean is(byte[] bytes, int from, int to) {
        return to - from == lower.length && Letters.equal(bytes, from, lower);
    }

    @Override
    public String toString() {
        return written;
    }
}
