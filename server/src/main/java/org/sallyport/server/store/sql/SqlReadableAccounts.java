package org.sallyport.server.store.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;

final class SqlReadableAccounts implements ReadableAccounts {
    private final Session session;
    private final SqlAccounts accounts;

    SqlReadableAccounts(Session session) {
        this.session = session;
        this.accounts = new SqlAccounts(session);
    }

    @Override
    public List<Account> of(Collection<AccountId> ids) {
        return ids.isEmpty()
                ? List.of()
                : readable(session.rows(
                                "select * from account where id in (:ids) order by username", Cells.of("ids", ids)))
                        .toList();
    }

    @Override
    public List<Account> page(Optional<Username> after, int limit) {
        var page = new ArrayList<Account>();
        var behind = after.map(Username::canonical).orElse("");
        boolean more = true;
        while (more && page.size() < limit) {
            int missing = limit - page.size();
            var rows = session.rows(
                    "select * from account where username > :behind order by username limit :limit",
                    Cells.of("behind", behind).and("limit", missing));
            readable(rows).forEach(page::add);
            more = rows.size() == missing;
            behind = more ? rows.getLast().text("username") : behind;
        }
        return page;
    }

    @Override
    public List<Account> staff() {
        return readable(session.rows(
                        "select * from account where role not in ('PERSON', 'DEVICE') order by username", Cells.none()))
                .toList();
    }

    private Stream<Account> readable(List<Cells> rows) {
        return rows.stream().flatMap(row -> readable(row).stream());
    }

    private Optional<Account> readable(Cells row) {
        try {
            return Optional.of(accounts.account(session.guard().check(Table.ACCOUNT, row)));
        } catch (Tampered altered) {
            session.skip(altered);
            return Optional.empty();
        }
    }
}
