package org.sallyport.server.main;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// In which form a command says what it did or found: for people, or with `--json` as one document for programs.
final class Form {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    boolean isForPrograms() {
        return json;
    }

    void say(Terminal terminal, Done done) {
        if (json) {
            Listing.json(terminal, done.fields());
        } else {
            done.sentences().forEach(terminal.out()::println);
        }
    }

    /// @param rows each with the same names in the same order
    void list(Terminal terminal, List<Map<String, Object>> rows) {
        if (json) {
            Listing.json(terminal, rows);
        } else {
            Listing.table(terminal, rows);
        }
    }
}
