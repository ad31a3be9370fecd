package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// `Authorization: Bearer` (RFC 6750 section 2.1), which is how most servers show their token.
final class Bearer {
    private static final byte[] SCHEME = "bearer ".getBytes(StandardCharsets.US_ASCII);

    private Bearer() {}

    static Optional<byte[]> token(RequestHead head) {
        return head.fields()
                .find(FieldName.AUTHORIZATION)
                .filter(value -> value.length > SCHEME.length && Letters.equal(value, 0, SCHEME))
                .map(value -> Arrays.copyOfRange(value, SCHEME.length, value.length));
    }
}
