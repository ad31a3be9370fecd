package org.sallyport.core.audit;

import java.util.Optional;
import org.sallyport.core.account.Text;

/// Why one of the staff did something, in their own words: a person's text, for people to read.
///
/// @param value 3 to 200 characters on one line, without control and bidi-override characters
public record Reason(String value) {
    public static final int MAX_LENGTH = 200;
    private static final int MIN_LENGTH = 3;

    public Reason {
        value = Text.line(value, MAX_LENGTH, "a reason");
        if (value.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("a reason has at least " + MIN_LENGTH + " characters");
        }
    }

    /// Reads what somebody typed; empty where it is no reason.
    public static Optional<Reason> parse(String typed) {
        try {
            return Optional.of(new Reason(typed.strip()));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
