package org.sallyport.server.remote;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where answers are shown: for people as tables and sentences, for programs as JSON. Nothing that passes here steers
/// the terminal.
///
/// @param out for what was asked for
/// @param err for everything else
public record Screen(PrintStream out, PrintStream err) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A sentence of what was asked for.
    void say(String text) {
        out.println(PlainText.lines(text));
    }

    /// A sentence beside it.
    void tell(String text) {
        err.println("sallyport: " + PlainText.lines(text));
    }

    /// @param lines the first of them names the columns; all have as many cells
    public void table(List<List<String>> lines) {
        if (lines.size() < 2) {
            out.println("(none)");
            return;
        }
        var plain = lines.stream()
                .map(line -> line.stream().map(PlainText::line).toList())
                .toList();
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < plain.getFirst().size(); i++) {
            int column = i;
            widths.add(plain.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElse(0));
        }
        for (var line : plain) {
            var text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths.get(i) - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /// One document.
    void json(JsonNode document) {
        out.println(PlainText.lines(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document)));
    }

    /// One document of a stream, on a line.
    void jsonLine(JsonNode document) {
        out.println(PlainText.line(JSON.writeValueAsString(document)));
    }

    /// Whether nobody reads any more, as behind `| head`.
    boolean isDeaf() {
        return out.checkError();
    }
}
