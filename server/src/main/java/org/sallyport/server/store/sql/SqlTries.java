package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Tries;

final class SqlTries implements Tries {
    private final Session session;

    SqlTries(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Integer> reserve(AccountId account, Factor factor, int cap, Instant now) {
        if (cap < 1) {
            return Optional.empty();
        }
        return session.row("""
                        insert into tries (account_id, factor, counted, last_try)
                        values (:account, :factor, 1, :now)
                        on conflict (account_id, factor) do update
                        set counted = tries.counted + 1, last_try = excluded.last_try
                        where tries.counted < :cap
                        returning counted
                        """, key(account, factor).and("cap", cap).and("now", now))
                .map(row -> Math.toIntExact(row.number("counted")));
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
