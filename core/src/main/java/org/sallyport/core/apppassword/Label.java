package org.sallyport.core.apppassword;

import org.sallyport.core.account.Text;

/// What its owner calls an app password: "Kitchen iPad".
///
/// @param value 1 to 64 characters on one line, without control and bidi-override characters
public record Label(String value) {
    public static final int MAX_LENGTH = 64;

    public Label {
        value = Text.line(value, MAX_LENGTH, "a label");
    }

    @Override
    public String toString() {
        return value;
    }
}
