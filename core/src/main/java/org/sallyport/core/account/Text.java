package org.sallyport.core.account;

/// Lines that people type and that others will see.
public final class Text {
    private Text() {}

    /// The line without blanks around it and without characters that could forge what surrounds it: control, format,
    /// bidi-override, private-use and unassigned characters are dropped (Unicode Standard Annex #9 and #31).
    ///
    /// @throws IllegalArgumentException when nothing is left or more than `max` characters are; the message begins
    /// with `what`
    public static String line(String typed, int max, String what) {
        var kept = new StringBuilder();
        typed.codePoints().filter(Text::isShowable).forEach(kept::appendCodePoint);
        var line = kept.toString().strip();
        if (line.isEmpty() || line.length() > max) {
            throw new IllegalArgumentException(what + " has 1 to " + max + " characters, found " + line.length());
        }
        return line;
    }

    private static boolean isShowable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
