package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.Username;

/// Thousands of accounts with few statements.
final class SqlManyAccounts implements ManyAccounts {
    private final Session session;
    private final SqlAccounts accounts;

    SqlManyAccounts(Session session) {
        this.session = session;
        this.accounts = new SqlAccounts(session);
    }

    @Override
    public List<Account> named(Collection<Username> names) {
        return names.isEmpty()
                ? List.of()
                : session
                        .rows(
                                Table.ACCOUNT,
                                "select * from account where username in (:names)",
                                Cells.of("names", names))
                        .stream()
                        .map(accounts::account)
                        .toList();
    }

    @Override
    public Set<Username> covered(Collection<Username> names, Instant now) {
        if (names.isEmpty()) {
            return Set.of();
        }
        var blind = new HashMap<String, Username>();
        var tombstones = new SqlTombstones(session);
        names.forEach(name -> tombstones.blinds(name).forEach(one -> blind.put(one, name)));
        return session
                .rows(
                        "select name from tombstone where name in (:names) and ends > :now",
                        Cells.of("names", blind.keySet()).and("now", now))
                .stream()
                .map(row -> blind.get(row.text("name")))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean add(List<Newcomer> newcomers) {
        var rows = newcomers.stream().map(one -> accounts.cells(one.account())).toList();
        if (session.batch(SqlAccounts.ADD, rows) < newcomers.size()) {
            return false;
        }
        var credentials = new SqlCredentials(session);
        session.batch(
                SqlCredentials.ADD,
                newcomers.stream()
                        .map(one -> credentials.cells(one.credentials()))
                        .toList());
        new SqlGroups(session)
                .enterNew(newcomers.stream().map(Newcomer::account).toList());
        return true;
    }

    @Override
    public boolean replace(List<Account> changed) {
        var rows = new ArrayList<Cells>();
        for (var account : changed) {
            rows.add(
                    accounts.cells(account.withRevision(account.revision() + 1)).and("before", account.revision()));
        }
        if (session.batch(SqlAccounts.REPLACE, rows) < changed.size()) {
            return false;
        }
        session.batch(
                "delete from membership where account_id = :id",
                changed.stream().map(one -> Cells.of("id", one.id())).toList());
        new SqlGroups(session).enterNew(changed);
        return true;
    }
}
