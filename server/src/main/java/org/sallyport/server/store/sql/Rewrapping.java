package org.sallyport.server.store.sql;

import java.util.ArrayList;
import java.util.List;

/// The way of every bound row to the primary key, a page of each table at a time.
final class Rewrapping {
    private static final int PAGE = 200;

    private final SqlStore store;
    private final Guard guard;

    Rewrapping(SqlStore store, Guard guard) {
        this.store = store;
        this.guard = guard;
    }

    /// One page.
    ///
    /// @param last the key of its last row
    private record Page(Rewrapped done, List<Tampered> altered, int rows, String last) {}

    Rewrapped all() {
        var done = new Rewrapped(0, 0);
        for (var table : Table.ALL) {
            done = done.and(table(table));
        }
        return done;
    }

    private Rewrapped table(Table table) {
        var done = new Rewrapped(0, 0);
        var after = "";
        while (true) {
            var from = after;
            var page = store.run(books -> page(books.session(), table, from));
            page.altered().forEach(store::report);
            done = done.and(page.done());
            if (page.rows() < PAGE) {
                return done;
            }
            after = page.last();
        }
    }

    private Page page(Session session, Table table, String after) {
        // Names of tables and columns are constants of this package.
        var select = "select * from " + table.name() + " where " + table.key() + " > :after order by " + table.key()
                + " limit :limit";
        var rows = session.rowsToChange(select, Cells.of("after", after).and("limit", PAGE));
        var altered = new ArrayList<Tampered>();
        long changed = 0;
        for (var row : rows) {
            try {
                changed += rewrap(session, table, guard.check(table, row));
            } catch (Tampered found) {
                altered.add(found);
            }
        }
        var last = rows.isEmpty() ? after : rows.getLast().text(table.key());
        return new Page(new Rewrapped(changed, altered.size()), altered, rows.size(), last);
    }

    private int rewrap(Session session, Table table, Cells row) {
        if (!guard.isOutdated(table, row)) {
            return 0;
        }
        var sets = new ArrayList<String>();
        guard.renewed(table, row).ifPresent(bytes -> {
            var column = table.sealed().orElseThrow().column();
            row.and(column, bytes);
            sets.add(column + " = :" + column);
        });
        if (!table.guarded().isEmpty()) {
            guard.bind(table, row);
            sets.add("mac = :mac");
        }
        var update = "update " + table.name() + " set " + String.join(", ", sets) + " where " + table.key() + " = :"
                + table.key();
        return session.update(update, row);
    }
}
