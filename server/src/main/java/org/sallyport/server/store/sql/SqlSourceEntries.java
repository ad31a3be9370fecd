package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceName;

final class SqlSourceEntries implements SourceEntries {
    private final Session session;

    SqlSourceEntries(Session session) {
        this.session = session;
    }

    @Override
    public void put(SourceEntry entry) {
        var id = id(entry.key());
        var content = session.guard()
                .seal(
                        new Seal.Place("source_entry", "content", id),
                        entry.content().getBytes(UTF_8));
        var row = Cells.of("id", id)
                .and("source", entry.key().source())
                .and("kind", entry.key().kind().name())
                .and("entry_id", entry.key().id())
                .and("name", entry.name())
                .and("external_id", entry.externalId())
                .and("content", content)
                .and("created", entry.created())
                .and("modified", entry.modified());
        session.update("""
                insert into source_entry
                    (id, source, kind, entry_id, name, external_id, content, created, modified, mac)
                values (:id, :source, :kind, :entry_id, :name, :external_id, :content, :created, :modified, :mac)
                on conflict (id) do update
                set name = excluded.name, external_id = excluded.external_id, content = excluded.content,
                    modified = excluded.modified, mac = excluded.mac
                """, session.guard().bind(Table.SOURCE_ENTRY, row));
    }

    @Override
    public Optional<SourceEntry> find(SourceEntry.Key key) {
        return session.rowToChange(
                        Table.SOURCE_ENTRY, "select * from source_entry where id = :id", Cells.of("id", id(key)))
                .map(this::entry);
    }

    @Override
    public List<SourceEntry> named(SourceName source, SourceEntry.Kind kind, String name) {
        return session.rows(Table.SOURCE_ENTRY, """
                        select * from source_entry where source = :source and kind = :kind and name = :name
                        order by entry_id
                        """, of(source, kind).and("name", name)).stream()
                .map(this::entry)
                .toList();
    }

    @Override
    public List<SourceEntry> called(SourceName source, SourceEntry.Kind kind, String externalId) {
        return session.rows(Table.SOURCE_ENTRY, """
                        select * from source_entry
                        where source = :source and kind = :kind and external_id = :external_id
                        order by entry_id
                        """, of(source, kind).and("external_id", externalId)).stream()
                .map(this::entry)
                .toList();
    }

    @Override
    public List<SourceEntry> page(SourceName source, SourceEntry.Kind kind, Optional<String> after, int limit) {
        return session
                .rows(
                        Table.SOURCE_ENTRY,
                        """
                        select * from source_entry where source = :source and kind = :kind and entry_id > :after
                        order by entry_id limit :limit
                        """,
                        of(source, kind).and("after", after.orElse("")).and("limit", limit))
                .stream()
                .map(this::entry)
                .toList();
    }

    @Override
    public boolean remove(SourceEntry.Key key) {
        return session.update("delete from source_entry where id = :id", Cells.of("id", id(key))) > 0;
    }

    private static Cells of(SourceName source, SourceEntry.Kind kind) {
        return Cells.of("source", source).and("kind", kind.name());
    }

    // No name of a source has a blank in it, so no two have the same.
    private static String id(SourceEntry.Key key) {
        return key.source() + " " + key.kind() + " " + key.id();
    }

    private SourceEntry entry(Cells row) {
        var content = session.guard().open(Table.SOURCE_ENTRY, row).orElseThrow();
        return new SourceEntry(
                new SourceEntry.Key(
                        new SourceName(row.text("source")),
                        SourceEntry.Kind.valueOf(row.text("kind")),
                        row.text("entry_id")),
                row.text("name"),
                row.textIfAny("external_id"),
                new String(content, UTF_8),
                row.instant("created"),
                row.instant("modified"));
    }
}
