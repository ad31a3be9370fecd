package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.TypedName;

/// Name and password of HTTP Basic (RFC 7617), in UTF-8. The password never becomes a string.
///
/// @param secret whoever holds it closes it
record BasicCredentials(TypedName name, Secret secret) {
    private static final byte[] SCHEME = "basic ".getBytes(StandardCharsets.US_ASCII);

    /// Empty where there are none, or none that can be read.
    static Optional<BasicCredentials> read(RequestHead head) {
        return head.fields().find(FieldName.AUTHORIZATION).flatMap(BasicCredentials::read);
    }

    private static Optional<BasicCredentials> read(byte[] value) {
        if (value.length <= SCHEME.length || !Letters.equal(value, 0, SCHEME)) {
            return Optional.empty();
        }
        int from = SCHEME.length;
        while (from < value.length && value[from] == ' ') {
            from++;
        }
        return decode(Arrays.copyOfRange(value, from, value.length));
    }

    private static Optional<BasicCredentials> decode(byte[] base64) {
        byte[] clear = {};
        try {
            clear = Base64.getDecoder().decode(base64);
            int colon = 0;
            while (colon < clear.length && clear[colon] != ':') {
                colon++;
            }
            return colon == clear.length ? Optional.empty() : Optional.of(split(clear, colon));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        } finally {
            Arrays.fill(base64, (byte) 0);
            Arrays.fill(clear, (byte) 0);
        }
    }

    // A name that is not UTF-8 gets a character that no user name may hold, and is refused as what it is.
    private static BasicCredentials split(byte[] clear, int colon) {
        var name = new String(clear, 0, colon, StandardCharsets.UTF_8);
        var password = Arrays.copyOfRange(clear, colon + 1, clear.length);
        try {
            return new BasicCredentials(new TypedName(name), Secret.ofUtf8(password));
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
