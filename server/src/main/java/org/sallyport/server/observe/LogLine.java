package org.sallyport.server.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/// One event, one line, fields: `at=2026-11-22T10:00:00Z level=info event=mail.sent notice=…`.
///
/// Whatever a value holds, it cannot begin a line, end a field or steer a terminal: values with anything but plain
/// characters stand in quotes, with escapes as in JSON.
public final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final int LONGEST_VALUE = 2000;
    private static final int LONGEST_STACK = 8000;

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(160);
        field(line, "at", event.getInstant().toString());
        field(line, "level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        field(line, "event", event.getFormattedMessage());
        field(
                line,
                "logger",
                event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1));
        event.getMDCPropertyMap().forEach((name, value) -> field(line, name, value));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                field(line, pair.key, String.valueOf(pair.value));
            }
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            var stack = ThrowableProxyUtil.asString(thrown);
            append(line.append(" stack="), stack, LONGEST_STACK);
        }
        return line.append('\n').toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        if (!line.isEmpty()) {
            line.append(' ');
        }
        name.codePoints()
                .map(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.' ? c : '_')
                .forEach(line::appendCodePoint);
        append(line.append('='), value, LONGEST_VALUE);
    }

    private static void append(StringBuilder line, String value, int longest) {
        var kept = value.length() > longest ? value.substring(0, longest) + "…" : value;
        if (!kept.isEmpty() && kept.chars().allMatch(LogLine::isPlain)) {
            line.append(kept);
            return;
        }
        line.append('"');
        kept.codePoints().forEach(c -> escaped(line, c));
        line.append('"');
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=';
    }

    private static void escaped(StringBuilder line, int c) {
        switch (c) {
            case '"' -> line.append("\\\"");
            case '\\' -> line.append("\\\\");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isShowable(c)) {
                    line.appendCodePoint(c);
                } else {
                    for (char half : Character.toChars(c)) {
                        line.append(String.format("\\u%04x", (int) half));
                    }
                }
            }
        }
    }

    // Line separators, bidi overrides, half surrogates: whatever makes a reader see something else than is there.
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
