package org.sallyport.server.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what [LogLine] writes, and nothing else: a line is fields with one blank between them, a field is a name, an
/// equals sign and plain characters or a value in quotes.
public final class LogReader {
    private final String line;
    private int at;

    private LogReader(String line) {
        this.line = line;
    }

    /// The fields of every line.
    ///
    /// @throws IllegalArgumentException where a line is something else, or has a field twice
    public static List<Map<String, String>> read(String log) {
        var lines = new ArrayList<Map<String, String>>();
        int from = 0;
        for (int end = log.indexOf('\n'); end >= 0; end = log.indexOf('\n', from)) {
            lines.add(new LogReader(log.substring(from, end)).fields());
            from = end + 1;
        }
        if (from != log.length()) {
            throw new IllegalArgumentException("a line without an end: " + log.substring(from));
        }
        return lines;
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        do {
            var name = name();
            var value = at < line.length() && line.charAt(at) == '"' ? quoted() : plain();
            demand(fields.put(name, value) == null);
        } while (isNext(' '));
        demand(at == line.length());
        return fields;
    }

    private String name() {
        int from = at;
        while (at < line.length() && line.charAt(at) != '=') {
            char c = line.charAt(at);
            demand(Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_');
            at++;
        }
        demand(at > from && isNext('='));
        return line.substring(from, at - 1);
    }

    private String plain() {
        int from = at;
        while (at < line.length() && line.charAt(at) != ' ') {
            char c = line.charAt(at);
            demand(c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\');
            at++;
        }
        demand(at > from);
        return line.substring(from, at);
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (!isNext('"')) {
            demand(at < line.length());
            char c = line.charAt(at++);
            demand(!Character.isISOControl(c));
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        demand(at < line.length());
        char c = line.charAt(at++);
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                demand(at + 4 <= line.length());
                at += 4;
                yield (char) Integer.parseInt(line, at - 4, at, 16);
            }
            default -> throw new IllegalArgumentException("no such escape: " + c);
        };
    }

    private boolean isNext(char wanted) {
        boolean there = at < line.length() && line.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void demand(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalArgumentException("not a line of the log at character " + at + ": " + line);
        }
    }
}
