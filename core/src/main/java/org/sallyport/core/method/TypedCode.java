package org.sallyport.core.method;

import java.util.Locale;
import java.util.Optional;

/// A code as somebody typed it, without the blanks and hyphens people put in ("123 456"). Prints as
/// `TypedCode[hidden]`.
public record TypedCode(String value) {
    private static final int MAX_TYPED = 64;

    public TypedCode {
        value = value.length() > MAX_TYPED ? "" : value.replaceAll("[\\s\\u00a0-]", "");
    }

    /// The six digits of an authenticator app or a message, whichever script they were typed in; empty for anything
    /// else.
    public Optional<String> sixDigits() {
        if (value.codePointCount(0, value.length()) != Totp.DIGITS
                || !value.codePoints().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        var ascii = new StringBuilder();
        value.codePoints().forEach(c -> ascii.append(Character.digit(c, 10)));
        return Optional.of(ascii.toString());
    }

    /// The letters of a code on paper, in capitals.
    public String capitals() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "TypedCode[hidden]";
    }
}
