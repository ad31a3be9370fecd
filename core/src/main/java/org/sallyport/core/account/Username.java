package org.sallyport.core.account;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// The name of an account in its one canonical form: the UsernameCaseMapped profile of RFC 8265 section 3.3, so that
/// every spelling of a name is one name, one counter and one look-up.
///
/// Stricter than the profile in one point: joiners and the context characters of RFC 5892 appendix A are refused.
///
/// The text has 1 to 254 characters and never holds a blank, a control character, or half a surrogate pair.
public final class Username {
    public static final int MAX_LENGTH = 254;

    private final String canonical;

    /// Text that was found to be in canonical form, so that it is looked through once.
    private record Form(String text) {}

    private Username(Form form) {
        canonical = form.text();
    }

    /// @throws IllegalArgumentException when the text is not in canonical form already; use [#parse] for typed text
    public Username(String canonical) {
        this(canonicalForm(canonical)
                .filter(form -> form.text().equals(canonical))
                .orElseThrow(() -> new IllegalArgumentException("not a user name in canonical form")));
    }

    /// The name that was typed, in canonical form; empty where it can be no name.
    public static Optional<Username> parse(String typed) {
        return canonicalForm(typed).map(Username::new);
    }

    public String canonical() {
        return canonical;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Username that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return canonical;
    }

    private static Optional<Form> canonicalForm(String typed) {
        if (typed.isEmpty() || typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (isLowerAscii(typed)) {
            return Optional.of(new Form(typed));
        }
        // RFC 8265 section 3.3.2: width mapping, case mapping, NFC, then the IdentifierClass and the bidi rule.
        var mapped = Normalizer.normalize(narrow(typed).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        boolean allowed = !mapped.isEmpty()
                && mapped.length() <= MAX_LENGTH
                && mapped.codePoints().allMatch(Username::isIdentifier)
                && Bidi.allows(mapped);
        return allowed ? Optional.of(new Form(mapped)) : Optional.empty();
    }

    // On bytes, since every attempt comes by here: those of a character beyond ASCII are negative, and half a surrogate
    // pair becomes a question mark, which is therefore left to the long way.
    private static boolean isLowerAscii(String text) {
        for (byte c : text.getBytes(StandardCharsets.UTF_8)) {
            if (c <= ' ' || c == '?' || c == 0x7f || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    // RFC 8265 section 3.3.2 rule 1: fullwidth and halfwidth forms become their ordinary selves.
    private static String narrow(String text) {
        var narrowed = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean wide = c >= 0xff01 && c <= 0xffef;
            narrowed.append(
                    wide ? Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC) : Character.toString(c));
        });
        return narrowed.toString();
    }

    // RFC 8264 section 4.2: ASCII7 and LetterDigits are valid, what has a compatibility equivalent is not.
    private static boolean isIdentifier(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7f;
        }
        boolean letterOrDigit = switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
        boolean oldHangul = c >= 0x1100 && c <= 0x11ff || c >= 0xa960 && c <= 0xa97c || c >= 0xd7b0 && c <= 0xd7fb;
        boolean disallowedException = c == 0x0640 || c == 0x07fa || c >= 0x302e && c <= 0x3035 && c != 0x3030;
        var text = Character.toString(c);
        return letterOrDigit
                && !oldHangul
                && !disallowedException
                && !Character.isIdentifierIgnorable(c)
                && Normalizer.normalize(text, Normalizer.Form.NFKC).equals(text);
    }

    /// The bidi rule of RFC 5893 section 2, which RFC 8265 applies to names that hold right-to-left characters.
    private static final class Bidi {
        private Bidi() {}

        static boolean allows(String name) {
            int[] kinds = name.codePoints().map(Character::getDirectionality).toArray();
            boolean rightToLeft = false;
            for (int kind : kinds) {
                rightToLeft |= isRightToLeft(kind) || kind == Character.DIRECTIONALITY_ARABIC_NUMBER;
            }
            return !rightToLeft || isRightToLeftLabel(kinds);
        }

        private static boolean isRightToLeftLabel(int[] kinds) {
            boolean european = false;
            boolean arabic = false;
            int last = kinds[0];
            for (int kind : kinds) {
                european |= kind == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
                arabic |= kind == Character.DIRECTIONALITY_ARABIC_NUMBER;
                if (kind == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                    return false;
                }
                last = kind == Character.DIRECTIONALITY_NONSPACING_MARK ? last : kind;
            }
            boolean ends = isRightToLeft(last)
                    || last == Character.DIRECTIONALITY_EUROPEAN_NUMBER
                    || last == Character.DIRECTIONALITY_ARABIC_NUMBER;
            return isRightToLeft(kinds[0]) && ends && !(european && arabic);
        }

        private static boolean isRightToLeft(int kind) {
            return kind == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || kind == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        }
    }
}
