package org.sallyport.core.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// Clear text that must not be kept: prints as `Secret[hidden]`, cannot be compared, and is zeroed on close. Not
/// thread-safe while it is being closed; otherwise immutable.
///
/// The zeroing covers the bytes held here. A `String` that a framework made on the way in is beyond its reach.
public final class Secret implements AutoCloseable {
    /// More than any person or generator makes; longer input is refused before it costs anything (ASVS 6.2.9 asks for
    /// at least 64 characters).
    public static final int MAX_BYTES = 1024;

    private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Secret of(CharSequence text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes).clear();
        for (int i = 0; i < encoded.capacity(); i++) {
            encoded.put(i, (byte) 0);
        }
        return new Secret(bytes);
    }

    /// Takes a copy of `utf8`; the caller clears its own.
    public static Secret ofUtf8(byte[] utf8) {
        return new Secret(utf8.clone());
    }

    /// Length in bytes of UTF-8.
    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// True where nothing that can be seen was typed; such a secret is refused everywhere (RFC 4513 section 6.3.1 warns
    /// of the empty one, and programs pass on as nothing what shows as nothing).
    public boolean isBlank() {
        for (byte b : bytes) {
            if (b > ' ' && b < 0x7f) {
                return false;
            }
        }
        var text = text();
        try {
            return Character.codePointCount(text, 0, text.length()) == countInvisible(text);
        } finally {
            clear(text);
        }
    }

    private static int countInvisible(CharBuffer text) {
        int count = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(Character.codePointAt(text, at))) {
            count += isInvisible(Character.codePointAt(text, at)) ? 1 : 0;
        }
        return count;
    }

    /// What was typed in Unicode's form NFKC, in which everything is one that looks the same. Whoever uses it closes
    /// it.
    ///
    /// Only what is not plain ASCII, for which this is another secret, passes through a string that cannot be zeroed.
    public Secret normalized() {
        for (byte b : bytes) {
            if (b < 0) {
                return normalizedText();
            }
        }
        return new Secret(bytes.clone());
    }

    /// Whether the two are the same, in a time that says nothing of where they differ.
    public boolean isSameAs(Secret other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    private Secret normalizedText() {
        var text = text();
        try {
            return of(Normalizer.normalize(text, Normalizer.Form.NFKC));
        } finally {
            clear(text);
        }
    }

    /// What `look` finds in the characters, which are cleared behind it. It must keep none of them, and make no string.
    public <R> R seenBy(Function<CharSequence, R> look) {
        var text = text();
        try {
            return look.apply(text);
        } finally {
            clear(text);
        }
    }

    private CharBuffer text() {
        return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    }

    private static void clear(CharBuffer text) {
        Arrays.fill(text.array(), '\0');
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // Fillers of Hangul, joiners, variation selectors and the pattern of Braille without a dot.
            default -> INVISIBLE.indexOf(c) >= 0 || c >= 0xfe00 && c <= 0xfe0f || c >= 0xe0100 && c <= 0xe01ef;
        };
    }

    /// The letters of a generated secret as it was meant: blanks and hyphens dropped, letter case ignored; empty where
    /// anything but letters is left. Whoever uses it closes it.
    public Optional<Secret> letters() {
        byte[] kept = new byte[bytes.length];
        int count = 0;
        for (byte b : bytes) {
            byte letter = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
            if (letter >= 'a' && letter <= 'z') {
                kept[count++] = letter;
            } else if (!isSeparator(b)) {
                Arrays.fill(kept, (byte) 0);
                return Optional.empty();
            }
        }
        return Optional.of(new Secret(count == kept.length ? kept : Arrays.copyOf(kept, count)));
    }

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == '-' || b == '\t' || b == '\r' || b == '\n';
    }

    /// The clear text, for the one page or message that shows it and for an upstream that takes nothing else. The
    /// string cannot be zeroed: never keep it, log it or put it in a URL.
    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// A copy of the clear bytes; the caller clears it.
    public byte[] copy() {
        return bytes.clone();
    }

    /// The bytes themselves, for the digests of this package only.
    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
