package org.sallyport.core.verify;

import java.util.Optional;
import org.sallyport.core.account.Username;

/// A user name as somebody typed it. People type passwords into this field, so it prints as `TypedName[hidden]` and is
/// never logged; it is resolved to an account once.
public record TypedName(String value) {
    /// Whose sign-in Sallyport asks about when it tests a listener of its own: it can be nobody's, since no name holds
    /// a blank. Always refused, and nothing is counted or written down.
    public static final String OF_TESTS = "sallyport test";

    /// The canonical name; empty where it can be no name.
    public Optional<Username> canonical() {
        return Username.parse(value);
    }

    /// Whether it is asked about to see how the question is answered.
    public boolean isOfTests() {
        return value.equals(OF_TESTS);
    }

    @Override
    public String toString() {
        return "TypedName[hidden]";
    }
}
