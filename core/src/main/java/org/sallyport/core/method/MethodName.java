package org.sallyport.core.method;

import org.sallyport.core.account.Text;

/// What its owner calls a method: "Old phone".
///
/// @param value 1 to 64 characters on one line, without control and bidi-override characters
public record MethodName(String value) {
    public static final int MAX_LENGTH = 64;

    public MethodName {
        value = Text.line(value, MAX_LENGTH, "the name of a method");
    }

    @Override
    public String toString() {
        return value;
    }
}
