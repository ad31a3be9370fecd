package org.sallyport.core.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.sallyport.core.secret.Base32;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;

/// How a token is written: `slp_`, 52 random characters of base 32 (260 bit) and a checksum of 7. The beginning and the
/// checksum are for programs that look for secrets where none belong: what they find is one, and not something like it.
final class TokenText {
    private static final int RANDOM = 52;
    private static final Pattern SHAPE = Pattern.compile("(sl[pca])_([A-Z2-7]{" + RANDOM + "})([A-Z2-7]{7})");

    private TokenText() {}

    static Secret make(ApiToken.Kind kind, SecretGenerator generator) {
        try (var random = generator.base32(RANDOM)) {
            var begin = kind.prefix() + "_" + random.reveal();
            return Secret.of(begin + checksum(begin));
        }
    }

    /// What it says it is; empty for what nobody made here.
    static Optional<ApiToken.Kind> kindOf(Secret presented) {
        return presented.seenBy(text -> {
            var parts = SHAPE.matcher(text);
            if (!parts.matches()
                    || !checksum(parts.group(1) + "_" + parts.group(2)).equals(parts.group(3))) {
                return Optional.<ApiToken.Kind>empty();
            }
            return Arrays.stream(ApiToken.Kind.values())
                    .filter(kind -> kind.prefix().equals(parts.group(1)))
                    .findFirst();
        });
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return Base32.encode(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }
}
