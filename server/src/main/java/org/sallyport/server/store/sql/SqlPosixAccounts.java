package org.sallyport.server.store.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixIds;

final class SqlPosixAccounts implements PosixAccounts {
    private final Session session;

    SqlPosixAccounts(Session session) {
        this.session = session;
    }

    @Override
    public boolean set(AccountId account, PosixIds ids) {
        var row = session.guard()
                .bind(
                        Table.POSIX_ACCOUNT,
                        Cells.of("account_id", account)
                                .and("uid", ids.uid())
                                .and("gid", ids.gid())
                                .and("home", ids.home())
                                .and("shell", ids.shell()));
        boolean taken =
                withUid(ids.uid()).filter(holder -> !holder.equals(account)).isPresent();
        if (taken) {
            return false;
        }
        clear(account);
        return session.update("""
                insert into posix_account (account_id, uid, gid, home, shell, mac)
                values (:account_id, :uid, :gid, :home, :shell, :mac)
                on conflict do nothing
                """, row) > 0;
    }

    @Override
    public void clear(AccountId account) {
        session.update("delete from posix_account where account_id = :id", Cells.of("id", account));
    }

    @Override
    public Map<AccountId, PosixIds> of(Collection<AccountId> accounts) {
        var found = new HashMap<AccountId, PosixIds>();
        if (!accounts.isEmpty()) {
            session.rows(
                            Table.POSIX_ACCOUNT,
                            "select * from posix_account where account_id in (:ids)",
                            Cells.of("ids", accounts))
                    .forEach(row -> found.put(holder(row), ids(row)));
        }
        return found;
    }

    @Override
    public Optional<AccountId> withUid(long uid) {
        return session.row(Table.POSIX_ACCOUNT, "select * from posix_account where uid = :uid", Cells.of("uid", uid))
                .map(SqlPosixAccounts::holder);
    }

    private static AccountId holder(Cells row) {
        return AccountId.parse(row.text("account_id")).orElseThrow();
    }

    private static PosixIds ids(Cells row) {
        return new PosixIds(row.number("uid"), row.number("gid"), row.text("home"), row.text("shell"));
    }
}
