package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.secret.Seal;

/// Everything but the moments is in one sealed cell: the address, and the code that may be among the values.
final class SqlNotices implements Notices {
    private static final String VALUE = "value.";

    private final Session session;

    SqlNotices(Session session) {
        this.session = session;
    }

    @Override
    public void add(Notice notice) {
        session.update(
                "insert into notice (id, made, due, content) values (:id, :made, :made, :content)",
                Cells.of("id", notice.id()).and("made", notice.made()).and("content", sealed(notice)));
    }

    @Override
    public List<Notice> claim(Instant now, Instant claimedUntil, int limit) {
        // "due" is asked again outside: on PostgreSQL, a second claimer that waited for a row sees what the first
        // made of it.
        return session.rows("""
                        update notice set due = :until
                        where due <= :now
                          and id in (select id from notice where due <= :now order by made, id limit :limit)
                        returning *
                        """, Cells.of("now", now).and("until", claimedUntil).and("limit", limit)).stream()
                .flatMap(row -> notice(row).stream())
                .sorted(Comparator.comparing(Notice::made).thenComparing(n -> n.id().toString()))
                .toList();
    }

    @Override
    public void sent(UUID id) {
        session.update("delete from notice where id = :id", Cells.of("id", id));
    }

    @Override
    public void failed(UUID id, Instant next) {
        session.update(
                "update notice set due = :next where id = :id",
                Cells.of("id", id).and("next", next));
    }

    private byte[] sealed(Notice notice) {
        var pairs = new HashMap<>(Map.of(
                "kind", notice.kind().name(),
                "to", notice.to().value(),
                "language", notice.language().toLanguageTag()));
        notice.values().forEach((name, value) -> pairs.put(VALUE + name, value));
        var place = new Seal.Place("notice", "content", notice.id().toString());
        return session.guard().seal(place, Pairs.write(pairs).getBytes(UTF_8));
    }

    /// The notice of a row; empty where the row was altered, so that one such row does not keep all others from going
    /// out.
    private Optional<Notice> notice(Cells row) {
        try {
            return session.guard().open(Table.NOTICE, row).map(content -> notice(row, content));
        } catch (Tampered altered) {
            session.skip(altered);
            return Optional.empty();
        }
    }

    private static Notice notice(Cells row, byte[] content) {
        var pairs = Pairs.read(new String(content, UTF_8));
        var values = new HashMap<String, String>();
        pairs.forEach((name, value) -> {
            if (name.startsWith(VALUE)) {
                values.put(name.substring(VALUE.length()), value);
            }
        });
        return new Notice(
                UUID.fromString(row.text("id")),
                Notice.Kind.valueOf(pairs.getOrDefault("kind", "")),
                new EmailAddress(pairs.getOrDefault("to", "")),
                Locale.forLanguageTag(pairs.getOrDefault("language", "")),
                values,
                row.instant("made"));
    }
}
