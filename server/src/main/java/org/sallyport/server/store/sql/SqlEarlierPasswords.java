package org.sallyport.server.store.sql;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.EarlierPasswords;

final class SqlEarlierPasswords implements EarlierPasswords {
    private final Session session;

    SqlEarlierPasswords(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Earlier> find(AccountId account) {
        return session.row(
                        Table.EARLIER_PASSWORD,
                        "select * from earlier_password where account_id = :account",
                        Cells.of("account", account))
                .map(row -> new Earlier(account, row.text("digest"), row.instant("replaced")));
    }

    @Override
    public void put(Earlier earlier) {
        session.update("""
                insert into earlier_password (account_id, digest, replaced, mac)
                values (:account_id, :digest, :replaced, :mac)
                on conflict (account_id) do update
                set digest = excluded.digest, replaced = excluded.replaced, mac = excluded.mac
                """, cells(earlier));
    }

    private Cells cells(Earlier earlier) {
        return session.guard()
                .bind(
                        Table.EARLIER_PASSWORD,
                        Cells.of("account_id", earlier.account())
                                .and("digest", earlier.digest())
                                .and("replaced", earlier.replaced()));
    }
}
