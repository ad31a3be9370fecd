package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;

final class SqlDeletions implements Deletions {
    private final Session session;

    SqlDeletions(Session session) {
        this.session = session;
    }

    @Override
    public void put(Deletion deletion) {
        var row = Cells.of("account_id", deletion.account())
                .and("asked", deletion.asked())
                .and("due", deletion.due())
                .and("before", deletion.before())
                .and("erased", deletion.erased());
        session.update("""
                insert into deletion (account_id, asked, due, before, erased, mac)
                values (:account_id, :asked, :due, :before, :erased, :mac)
                on conflict (account_id) do update
                set asked = excluded.asked, due = excluded.due, before = excluded.before, erased = excluded.erased,
                    mac = excluded.mac
                """, session.guard().bind(Table.DELETION, row));
    }

    @Override
    public Optional<Deletion> find(AccountId account) {
        return session.rowToChange(
                        Table.DELETION,
                        "select * from deletion where account_id = :account",
                        Cells.of("account", account))
                .map(row -> new Deletion(
                        account,
                        row.instant("asked"),
                        row.instant("due"),
                        Account.Status.valueOf(row.text("before")),
                        row.instantIfAny("erased")));
    }

    @Override
    public boolean remove(AccountId account) {
        return session.update("delete from deletion where account_id = :account", Cells.of("account", account)) > 0;
    }

    // Where to look: whether one is due is what its row says, which is checked when it is read.
    @Override
    public List<AccountId> due(Instant now, int limit) {
        return session
                .rows(
                        "select account_id from deletion where due <= :now order by due, account_id limit :limit",
                        Cells.of("now", now).and("limit", limit))
                .stream()
                .flatMap(row -> AccountId.parse(row.text("account_id")).stream())
                .toList();
    }
}
