package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixGroups;

final class SqlPosixGroups implements PosixGroups {
    private final Session session;

    SqlPosixGroups(Session session) {
        this.session = session;
    }

    @Override
    public boolean set(GroupName group, long gid) {
        boolean taken = withGid(gid)
                .filter(holder -> !holder.folded().equals(group.folded()))
                .isPresent();
        if (taken) {
            return false;
        }
        clear(group);
        var row = key(group).and("name", group).and("gid", gid);
        return session.update("""
                insert into posix_group (folded, name, gid, mac) values (:folded, :name, :gid, :mac)
                on conflict do nothing
                """, session.guard().bind(Table.POSIX_GROUP, row)) > 0;
    }

    @Override
    public void clear(GroupName group) {
        session.update("delete from posix_group where folded = :folded", key(group));
    }

    @Override
    public OptionalLong gid(GroupName group) {
        return session.row(Table.POSIX_GROUP, "select * from posix_group where folded = :folded", key(group)).stream()
                .mapToLong(row -> row.number("gid"))
                .findFirst();
    }

    @Override
    public Optional<GroupName> withGid(long gid) {
        return session.row(Table.POSIX_GROUP, "select * from posix_group where gid = :gid", Cells.of("gid", gid))
                .map(SqlPosixGroups::name);
    }

    @Override
    public List<GroupName> page(Optional<GroupName> after, int limit) {
        return session
                .rows(
                        Table.POSIX_GROUP,
                        "select * from posix_group where folded > :after order by folded limit :limit",
                        Cells.of("after", after.map(GroupName::folded).orElse(""))
                                .and("limit", limit))
                .stream()
                .map(SqlPosixGroups::name)
                .toList();
    }

    private static Cells key(GroupName group) {
        return Cells.of("folded", group.folded());
    }

    private static GroupName name(Cells row) {
        return new GroupName(row.text("name"));
    }
}
