package org.sallyport.server.store.sql;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Tries;

final class SqlTries implements Tries {
    private final Session session;

    SqlTries(Session session) {
        this.session = session;
    }

    @Override
    public void hold(AccountId account) {
        session.lockAccount(account);
    }

    @Override
    public boolean replace(AccountId account, Factor factor, Count seen, Count next) {
        var cells = key(account, factor).and("counted", next.count()).and("last_try", next.last());
        int written = seen.equals(Count.NONE)
                ? session.update("""
                        insert into tries (account_id, factor, counted, last_try)
                        values (:account, :factor, :counted, :last_try)
                        on conflict (account_id, factor) do nothing
                        """, cells)
                : session.update("""
                        update tries set counted = :counted, last_try = :last_try
                        where account_id = :account and factor = :factor
                        and counted = :seen and last_try = :seenLast
                        """, cells.and("seen", seen.count()).and("seenLast", seen.last()));
        return written > 0;
    }

    @Override
    public void clear(AccountId account, Factor factor) {
        session.update("delete from tries where account_id = :account and factor = :factor", key(account, factor));
    }

    @Override
    public Optional<Count> find(AccountId account, Factor factor) {
        return session.row(
                        "select counted, last_try from tries where account_id = :account and factor = :factor",
                        key(account, factor))
                .map(row -> new Count(Math.toIntExact(row.number("counted")), row.instant("last_try")));
    }

    private static Cells key(AccountId account, Factor factor) {
        return Cells.of("account", account).and("factor", factor);
    }
}
