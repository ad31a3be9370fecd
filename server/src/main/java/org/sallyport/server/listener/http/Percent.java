package org.sallyport.server.listener.http;

import java.util.Arrays;
import java.util.Optional;

/// Percent-encoding (RFC 3986 section 2.1), undone once.
final class Percent {
    private Percent() {}

    /// The bytes that were meant; empty where a percent sign is followed by anything but two hexadecimal digits.
    /// Whoever gets them clears them if they are a secret.
    static Optional<byte[]> decode(byte[] bytes, int from, int to) {
        var decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < to ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    Arrays.fill(decoded, (byte) 0);
                    return Optional.empty();
                }
                b = (byte) (high << 4 | low);
                i += 2;
            }
            decoded[length++] = b;
        }
        var result = Arrays.copyOf(decoded, length);
        Arrays.fill(decoded, (byte) 0);
        return Optional.of(result);
    }
}
