package org.sallyport.server.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.server.remote.Screen;
import tools.jackson.databind.json.JsonMapper;

/// Things in a list: as a table for people, or with `--json` as JSON for programs.
final class Listing {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Listing() {}

    /// @param rows each with the same names in the same order
    static void table(Terminal terminal, List<Map<String, Object>> rows) {
        var names =
                rows.isEmpty() ? List.<String>of() : List.copyOf(rows.getFirst().keySet());
        var lines = new ArrayList<List<String>>();
        lines.add(names);
        for (var row : rows) {
            lines.add(names.stream().map(name -> cell(row.get(name))).toList());
        }
        new Screen(terminal.out(), terminal.err()).table(lines);
    }

    /// @param document rows, or one object
    static void json(Terminal terminal, Object document) {
        terminal.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    }

    /// One object on one line.
    static String line(Map<String, Object> row) {
        return JSON.writeValueAsString(row);
    }

    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case List<?> list when list.isEmpty() -> "-";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            default ->
                Optional.of(value.toString()).filter(text -> !text.isEmpty()).orElse("-");
        };
    }
}
