package org.sallyport.server.config;

/// Text from the file in a message: in quotes, on one line, not too long.
final class Quoted {
    private static final int MOST = 60;

    private Quoted() {}

    static String of(String text) {
        var shown = new StringBuilder("\"");
        text.codePoints().limit(MOST).forEach(c -> {
            // What could forge a line or steer a terminal is written as an escape.
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > MOST ? "…\"" : "\"")
                .toString();
    }
}
