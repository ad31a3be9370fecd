package org.sallyport.core.secret;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes every secret that Sallyport issues, from the operating system's random generator. Thread-safe.
public final class SecretGenerator {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";

    /// RFC 4648 section 6: no 0, 1, 8 or 9 to take for a letter.
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecureRandom random;

    public SecretGenerator() {
        this(new SecureRandom());
    }

    /// @param random only a test passes its own
    public SecretGenerator(SecureRandom random) {
        this.random = random;
    }

    /// `count` letters a-z, 4.7 bit each.
    public Secret letters(int count) {
        return from(LETTERS, count);
    }

    public Secret digits(int count) {
        return from(DIGITS, count);
    }

    /// `count` characters A-Z and 2-7, 5 bit each, for codes that people type from paper.
    public Secret base32(int count) {
        return from(BASE32, count);
    }

    /// 256 bit as 43 characters of base64url (RFC 4648 section 5), for cookies and links.
    public Secret token() {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32)));
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Secret from(String alphabet, int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return Secret.of(text);
    }
}
