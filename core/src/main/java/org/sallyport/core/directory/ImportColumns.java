package org.sallyport.core.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.csv.CsvTable;

/// Which cell of a row is what, by the first line of the table.
record ImportColumns(Map<String, Integer> places) {
    static final String USER_NAME = "user-name";
    static final String DISPLAY_NAME = "display-name";
    static final String LANGUAGE = "language";
    static final String GROUPS = "groups";
    static final String CONTACT = "contact";

    private static final Set<String> KNOWN = Set.of(USER_NAME, DISPLAY_NAME, LANGUAGE, GROUPS, CONTACT);

    /// What a list that was taken as a file says besides, and no file changes.
    private static final Set<String> PASSED_OVER = Set.of("status", "role", "second-factor", "methods");

    /// Reads the first line, and says what is wrong with it.
    static ImportColumns of(CsvTable table, List<ImportReport.Bad> bad) {
        var places = new HashMap<String, Integer>();
        var head = table.lines().isEmpty()
                ? new CsvTable.Line(1, List.of())
                : table.lines().getFirst();
        for (int i = 0; i < head.cells().size(); i++) {
            var name = head.cells().get(i).strip();
            if (PASSED_OVER.contains(name)) {
                continue;
            }
            if (!KNOWN.contains(name)) {
                bad.add(new ImportReport.Bad(head.number(), name, ImportReport.Why.NO_SUCH_COLUMN));
            } else if (places.putIfAbsent(name, i) != null) {
                bad.add(new ImportReport.Bad(head.number(), name, ImportReport.Why.COLUMN_TWICE));
            }
        }
        if (!places.containsKey(USER_NAME)) {
            bad.add(new ImportReport.Bad(head.number(), USER_NAME, ImportReport.Why.COLUMN_MISSING));
        }
        return new ImportColumns(Map.copyOf(places));
    }

    /// The rows behind the first line; at most so many.
    static List<CsvTable.Line> rows(CsvTable table, int most, List<ImportReport.Bad> bad) {
        var rows = new ArrayList<>(table.lines().stream().skip(1).toList());
        if (rows.size() > most) {
            bad.add(new ImportReport.Bad(rows.get(most).number(), "", ImportReport.Why.TOO_MANY_ROWS));
            return List.of();
        }
        return rows;
    }

    /// The cell of a row; empty where the table has no such column. A cell that a short row lacks is an empty one.
    Optional<String> cell(CsvTable.Line row, String column) {
        return Optional.ofNullable(places.get(column))
                .map(place ->
                        place < row.cells().size() ? row.cells().get(place).strip() : "");
    }
}
