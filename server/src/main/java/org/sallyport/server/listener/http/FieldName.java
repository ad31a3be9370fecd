package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The name of a header field; letter case does not matter (RFC 9110 section 5.1).
final class FieldName {
    static final FieldName AUTHORIZATION = new FieldName("Authorization");
    static final FieldName CONTENT_TYPE = new FieldName("Content-Type");
    static final FieldName USER_AGENT = new FieldName("User-Agent", Weight.DECIDES_NOTHING);

    private final String written;
    private final byte[] lower;
    private final Weight weight;

    /// What hangs on a field.
    private enum Weight {
        /// It may come once, or two readers could choose differently.
        DECIDES,
        /// Of several the first counts: nobody is turned away because of it.
        DECIDES_NOTHING
    }

    FieldName(String written) {
        this(written, Weight.DECIDES);
    }

    private FieldName(String written, Weight weight) {
        this.written = written;
        this.lower = written.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        this.weight = weight;
    }

    boolean mayRepeat() {
        return weight == Weight.DECIDES_NOTHING;
    }

    boolean is(byte[] bytes, int from, int to) {
        return to - from == lower.length && Letters.equal(bytes, from, lower);
    }

    @Override
    public String toString() {
        return written;
    }
}
