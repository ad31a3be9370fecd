package org.sallyport.server.store.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;

/// The journal. What a transaction has to say is gathered and written at its end, under the lock of the head row: so
/// commits come in the order of their numbers, no reader goes past an open one, and the lock is held for a moment only.
///
/// The newest hundred thousand entries are kept. A reader who is further behind is told that everybody changed.
final class SqlChanges implements Changes {
    private static final long KEPT = 100_000;
    private static final long TRIMMED_EVERY = 4096;

    private final Session session;
    private final Set<Optional<AccountId>> waiting = new LinkedHashSet<>();

    SqlChanges(Session session) {
        this.session = session;
    }

    @Override
    public void changed(AccountId account) {
        session.requireOpen();
        waiting.add(Optional.of(account));
    }

    @Override
    public void everybodyChanged() {
        session.requireOpen();
        waiting.add(Optional.empty());
    }

    @Override
    public List<Change> since(long number) {
        flush();
        // One statement, so that trimming cannot come between.
        return session.rows("""
                        select number, account_id from journal where number > :number
                        union all
                        select trimmed, null from journal_head where trimmed > :number
                        order by 1 limit :page
                        """, Cells.of("number", number).and("page", PAGE)).stream()
                .map(row -> new Change(
                        row.number("number"), row.textIfAny("account_id").flatMap(AccountId::parse)))
                .toList();
    }

    @Override
    public long latest() {
        flush();
        return session.row("select number from journal_head", Cells.none())
                .orElseThrow()
                .number("number");
    }

    /// Writes what is waiting. Takes the head row's lock until the transaction ends.
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        session.requireWritable();
        long last = session.row(
                        "update journal_head set number = number + :count where id = 1 returning number",
                        Cells.of("count", waiting.size()))
                .orElseThrow()
                .number("number");
        long first = last - waiting.size() + 1;
        long number = first;
        var rows = new ArrayList<Cells>();
        for (var account : waiting) {
            rows.add(Cells.of("number", number++).and("account", account));
        }
        waiting.clear();
        session.batch("insert into journal (number, account_id) values (:number, :account)", rows);
        if (last / TRIMMED_EVERY > (first - 1) / TRIMMED_EVERY && last > KEPT) {
            trim(last - KEPT);
        }
    }

    private void trim(long number) {
        session.update("delete from journal where number <= :number", Cells.of("number", number));
        session.update("update journal_head set trimmed = :number where id = 1", Cells.of("number", number));
    }
}
