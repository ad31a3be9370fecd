package org.sallyport.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every key explained: for `check --explain` and, as Markdown, for docs/configuration.md.
public final class Explanation {
    private Explanation() {}

    /// Plain text for a terminal, one block a key.
    public static String plain() {
        var text = new StringBuilder();
        for (var key : Keys.all()) {
            text.append(key.path()).append('\n');
            text.append("    ")
                    .append(wrapped(key.meaning().replace("*", "").replace("`", ""), "    "))
                    .append('\n');
            text.append("    needs:     ").append(key.kind().form()).append('\n');
            text.append("    otherwise: ").append(key.absence()).append('\n');
            text.append("    example:   ").append(key.example()).append("\n\n");
        }
        return text.toString();
    }

    /// For programs: one row a key.
    public static List<Map<String, Object>> rows() {
        return Keys.all().stream().map(Explanation::row).toList();
    }

    private static Map<String, Object> row(Key<?> key) {
        var row = new LinkedHashMap<String, Object>();
        row.put("key", key.path());
        row.put("needs", key.kind().form());
        row.put("otherwise", key.absence());
        row.put("meaning", key.meaning());
        row.put("example", key.example());
        return row;
    }

    /// A table for the manual.
    public static String markdown() {
        var text = new StringBuilder("| Key | Needs | Where it is left out | Meaning |\n|---|---|---|---|\n");
        for (var key : Keys.all()) {
            var cells = List.of(
                    "`" + key.path() + "`",
                    key.kind().form(),
                    absence(key),
                    (key.meaning() + " " + example(key)).strip());
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return text.toString();
    }

    private static String absence(Key<?> key) {
        return key.whenAbsent() instanceof Key.WhenAbsent.Default(var value) ? "`" + value + "`" : key.absence();
    }

    private static String example(Key<?> key) {
        return key.whenAbsent() instanceof Key.WhenAbsent.Default ? "" : "Example: `" + key.example() + "`.";
    }

    private static String wrapped(String sentence, String indent) {
        var text = new StringBuilder();
        int column = indent.length();
        for (var word : sentence.split(" ", -1)) {
            if (column + word.length() > 96) {
                text.append('\n').append(indent);
                column = indent.length();
            } else if (!text.isEmpty()) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }
}
