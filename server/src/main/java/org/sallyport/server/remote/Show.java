package org.sallyport.server.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// How people see an answer. Programs see it as it came (`--json`).
@FunctionalInterface
interface Show {
    void on(Screen screen, JsonNode answer, Given given);

    /// The items of a list.
    ///
    /// @param columns `mfa.state`: the fields to show, named by their last part
    static Show table(String... columns) {
        return (screen, answer, given) -> {
            var lines = new ArrayList<List<String>>();
            lines.add(Arrays.stream(columns).map(Show::lastPart).toList());
            for (var item : answer.path("items")) {
                lines.add(Arrays.stream(columns)
                        .map(column -> cell(at(item, column)))
                        .toList());
            }
            screen.table(lines);
        };
    }

    /// Every field, one a line.
    static Show fields() {
        return (screen, answer, given) -> fields(screen, "", answer);
    }

    /// A sentence, in which `{NAME}` is that input; and what was closed, where the answer says so.
    static Show sentence(String text) {
        return (screen, answer, given) -> {
            screen.say(given.filled(text));
            Receipts.say(screen, answer);
        };
    }

    private static void fields(Screen screen, String prefix, JsonNode node) {
        node.properties().forEach(field -> {
            var name = prefix + field.getKey();
            var value = field.getValue();
            if (value.isObject()) {
                fields(screen, name + ".", value);
            } else if (value.isArray() && value.path(0).isObject()) {
                screen.say(name + ":");
                rows(screen, value);
            } else {
                screen.say(name + ": " + cell(value));
            }
        });
    }

    private static void rows(Screen screen, JsonNode array) {
        var names = new java.util.LinkedHashSet<String>();
        array.forEach(item -> names.addAll(item.propertyNames()));
        var lines = new ArrayList<List<String>>();
        lines.add(List.copyOf(names));
        array.forEach(item ->
                lines.add(names.stream().map(name -> cell(item.path(name))).toList()));
        screen.table(lines);
    }

    private static String lastPart(String column) {
        return column.substring(column.lastIndexOf('.') + 1);
    }

    private static JsonNode at(JsonNode item, String column) {
        var node = item;
        for (var part : column.split("\\.", -1)) {
            node = node.path(part);
        }
        return node;
    }

    private static String cell(JsonNode value) {
        var text = value.isArray()
                ? value.valueStream().map(Show::text).collect(Collectors.joining(","))
                : value.isObject()
                        ? value.properties().stream()
                                .map(field -> field.getKey() + "=" + text(field.getValue()))
                                .collect(Collectors.joining(" "))
                        : text(value);
        return text.isEmpty() ? "-" : text;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString();
    }
}
