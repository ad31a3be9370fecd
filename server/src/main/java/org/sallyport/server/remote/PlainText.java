package org.sallyport.server.remote;

import java.util.function.IntPredicate;

/// Text from elsewhere as a terminal may have it. A name can hold characters that move the cursor, change colours, type
/// for the user or turn the direction of writing; those are written out and do nothing.
public final class PlainText {
    private PlainText() {}

    /// One line: tabs and ends of lines are written out too.
    public static String line(String text) {
        return written(text, PlainText::isSteering);
    }

    /// Text of several lines.
    static String lines(String text) {
        return written(text, sign -> sign != '\n' && isSteering(sign));
    }

    private static String written(String text, IntPredicate isWrittenOut) {
        if (text.codePoints().noneMatch(isWrittenOut)) {
            return text;
        }
        var plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(sign -> {
            if (isWrittenOut.test(sign)) {
                for (char unit : Character.toChars(sign)) {
                    plain.append("\\u").append("%04x".formatted((int) unit));
                }
            } else {
                plain.appendCodePoint(sign);
            }
        });
        return plain.toString();
    }

    private static boolean isSteering(int sign) {
        return switch (Character.getType(sign)) {
            // Cf holds what turns the direction of writing (UAX #9) and what nobody sees.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
