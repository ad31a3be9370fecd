package org.sallyport.server.store.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.source.Owned;
import org.sallyport.core.source.SourceField;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceState;

final class SqlSourceLinks implements SourceLinks {
    /// No name of a group or a field holds one.
    private static final String BETWEEN = "\n";

    private final Session session;

    SqlSourceLinks(Session session) {
        this.session = session;
    }

    @Override
    public void put(SourceLink link) {
        var row = Cells.of("id", id(link.key()))
                .and("account_id", link.account())
                .and("source", link.key().source())
                .and("external_id", link.key().externalId())
                .and("state", link.state().name())
                .and("since", link.since())
                .and("seen", link.seen())
                .and("fields", joined(link.owned().fields().stream().map(Enum::name)))
                .and("group_names", joined(link.owned().groups().stream().map(GroupName::value)));
        session.update("""
                insert into source_link
                    (id, account_id, source, external_id, state, since, seen, fields, group_names, mac)
                values (:id, :account_id, :source, :external_id, :state, :since, :seen, :fields, :group_names, :mac)
                on conflict (id) do update
                set account_id = excluded.account_id, state = excluded.state, since = excluded.since,
                    seen = excluded.seen, fields = excluded.fields, group_names = excluded.group_names,
                    mac = excluded.mac
                """, session.guard().bind(Table.SOURCE_LINK, row));
    }

    @Override
    public Optional<SourceLink> find(SourceKey key) {
        return session.row(Table.SOURCE_LINK, "select * from source_link where id = :id", Cells.of("id", id(key)))
                .map(SqlSourceLinks::link);
    }

    @Override
    public List<SourceLink> of(AccountId account) {
        return session
                .rows(
                        Table.SOURCE_LINK,
                        "select * from source_link where account_id = :account order by id",
                        Cells.of("account", account))
                .stream()
                .map(SqlSourceLinks::link)
                .toList();
    }

    @Override
    public List<SourceLink> page(SourceName source, Optional<String> after, int limit) {
        return page(session, Table.SOURCE_LINK, source, after, limit).stream()
                .map(SqlSourceLinks::link)
                .toList();
    }

    @Override
    public boolean remove(SourceKey key) {
        return session.update("delete from source_link where id = :id", Cells.of("id", id(key))) > 0;
    }

    /// What a table knows of a source, by what the source calls it.
    static List<Cells> page(Session session, Table table, SourceName source, Optional<String> after, int limit) {
        return session.rows(
                table,
                "select * from " + table.name()
                        + " where source = :source and external_id > :after order by external_id limit :limit",
                Cells.of("source", source).and("after", after.orElse("")).and("limit", limit));
    }

    // No name of a source has a blank in it, so no two have the same.
    static String id(SourceKey key) {
        return key.source() + " " + key.externalId();
    }

    static SourceKey key(Cells row) {
        return new SourceKey(new SourceName(row.text("source")), row.text("external_id"));
    }

    private static SourceLink link(Cells row) {
        return new SourceLink(
                AccountId.parse(row.text("account_id")).orElseThrow(),
                key(row),
                SourceState.valueOf(row.text("state")),
                row.instant("since"),
                row.instant("seen"),
                new Owned(
                        parts(row.text("fields")).map(SourceField::valueOf).collect(Collectors.toSet()),
                        parts(row.text("group_names")).map(GroupName::new).collect(Collectors.toSet())));
    }

    private static String joined(Stream<String> parts) {
        return parts.sorted().collect(Collectors.joining(BETWEEN));
    }

    private static Stream<String> parts(String joined) {
        return Arrays.stream(joined.split(BETWEEN)).filter(part -> !part.isEmpty());
    }
}
