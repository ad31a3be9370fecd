package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Username;

/// The index over the groups in the profiles. It says where to look; what counts is the account's own row, which is
/// bound to the keyset.
final class SqlGroups implements Groups {
    private final Session session;

    SqlGroups(Session session) {
        this.session = session;
    }

    /// Enters an account under its groups, and under no others.
    void enter(Account account) {
        session.update("delete from membership where account_id = :id", Cells.of("id", account.id()));
        enterNew(List.of(account));
    }

    /// Enters accounts that are entered under no group.
    void enterNew(List<Account> accounts) {
        var rows = accounts.stream().flatMap(SqlGroups::rows).toList();
        session.batch("""
                insert into membership (folded, username, name, account_id)
                values (:folded, :username, :name, :id)
                """, rows);
    }

    private static Stream<Cells> rows(Account account) {
        return account.profile().groups().stream()
                .map(group -> Cells.of("folded", group.folded())
                        .and("username", account.username())
                        .and("name", group)
                        .and("id", account.id()));
    }

    @Override
    public List<GroupName> page(Optional<GroupName> after, int limit) {
        return session
                .rows(
                        """
                        select folded, min(name) as name from membership
                        where folded > :after group by folded order by folded limit :limit
                        """,
                        Cells.of("after", after.map(GroupName::folded).orElse(""))
                                .and("limit", limit))
                .stream()
                .map(row -> new GroupName(row.text("name")))
                .toList();
    }

    @Override
    public List<GroupName> spellings(int limit) {
        return session
                .rows("select distinct name from membership order by name limit :limit", Cells.of("limit", limit))
                .stream()
                .map(row -> new GroupName(row.text("name")))
                .toList();
    }

    @Override
    public List<Account> members(GroupName group, Optional<Username> after, int limit) {
        var accounts = new SqlAccounts(session);
        return session
                .rows(
                        Table.ACCOUNT,
                        """
                        select * from account where id in (
                            select account_id from membership
                            where folded = :folded and username > :after order by username limit :limit)
                        order by username
                        """,
                        Cells.of("folded", group.folded())
                                .and("after", after.map(Username::canonical).orElse(""))
                                .and("limit", limit))
                .stream()
                .map(accounts::account)
                .filter(account -> account.profile().groups().stream()
                        .anyMatch(name -> name.folded().equals(group.folded())))
                .toList();
    }
}
