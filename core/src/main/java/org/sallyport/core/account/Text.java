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

    /// As much of the line as fits, for what nobody can be asked to type again: the same characters are dropped, blanks
    /// of any kind in a row become one, and what is more than `max` characters is cut off between two code points.
    /// Empty where nothing is left.
    public static String clipped(String typed, int max) {
        if (isClipped(typed, max)) {
            return typed;
        }
        var kept = new StringBuilder(max);
        boolean blank = false;
        for (int i = 0; i < typed.length(); i += Character.charCount(typed.codePointAt(i))) {
            int c = typed.codePointAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = !kept.isEmpty();
            } else if (isShowable(c)) {
                int needed = (blank ? 1 : 0) + Character.charCount(c);
                if (kept.length() + needed > max) {
                    break;
                }
                kept.append(blank ? " " : "").appendCodePoint(c);
                blank = false;
            }
        }
        return kept.toString();
    }

    /// Whether it is a short line of ASCII without blanks to drop, as almost all are.
    private static boolean isClipped(String line, int max) {
        if (line.length() > max) {
            return false;
        }
        char before = ' ';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return before != ' ';
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
