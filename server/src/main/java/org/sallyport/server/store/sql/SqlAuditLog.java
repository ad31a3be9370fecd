package org.sallyport.server.store.sql;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.secret.Digest;

/// The audit log. Events are gathered and appended at the end of their transaction, under the lock of the head row, so
/// that two transactions never append to the same end and nobody waits for long.
///
/// Where the head is not under our seal, somebody was at the log. The log then goes on, for an action that cannot be
/// recorded would have to be refused and the product would stand still; but it says so, and the place stays visible.
final class SqlAuditLog implements AuditLog {
    private static final Digest NONE = new Digest(0, new byte[Digest.BYTES]);

    private final Session session;
    private final AuditChain chain;
    private final List<AuditEvent> waiting = new ArrayList<>();

    SqlAuditLog(Session session, AuditChain chain) {
        this.session = session;
        this.chain = chain;
    }

    @Override
    public void append(AuditEvent event) {
        session.requireOpen();
        waiting.add(event);
    }

    @Override
    public List<Entry> since(long number, int limit) {
        flush();
        return session
                .rows(
                        "select * from audit where number > :number order by number limit :limit",
                        Cells.of("number", number).and("limit", limit))
                .stream()
                .map(SqlAuditLog::entry)
                .toList();
    }

    @Override
    public List<Entry> find(AuditQuery query, long before, int limit) {
        flush();
        return new AuditSearch(session, query, limit).before(before);
    }

    @Override
    public Optional<Head> head() {
        flush();
        return session.row("select * from audit_head where id = 1", Cells.none())
                .map(SqlAuditLog::head);
    }

    @Override
    public Optional<Anchor> anchor() {
        return session.row("select * from audit_anchor where id = 1", Cells.none())
                .map(row -> new Anchor(row.number("number"), digest(row.text("link")), digest(row.text("seal"))));
    }

    @Override
    public int letGo(Instant before, int most) {
        flush();
        session.requireWritable();
        var end = lockedHead().filter(chain::isSealed);
        var old = since(0, most).stream()
                .takeWhile(entry -> entry.event().at().isBefore(before)
                        && end.filter(head -> entry.number() < head.number()).isPresent())
                .toList();
        if (old.isEmpty()) {
            return 0;
        }
        var anchor = chain.anchorAt(old.getLast());
        session.update("delete from audit where number <= :number", Cells.of("number", anchor.number()));
        session.update(
                """
                insert into audit_anchor (id, number, link, seal) values (1, :number, :link, :seal)
                on conflict (id) do update set number = excluded.number, link = excluded.link, seal = excluded.seal
                """,
                Cells.of("number", anchor.number())
                        .and("link", anchor.link().text())
                        .and("seal", anchor.seal().text()));
        return old.size();
    }

    // An update that changes nothing takes the lock on both engines.
    private Optional<Head> lockedHead() {
        return session.row("update audit_head set number = number where id = 1 returning *", Cells.none())
                .map(SqlAuditLog::head);
    }

    /// Puts the sealed end into an empty log. Only where nothing else is kept either: the end of a log in use that has
    /// gone is not made anew, for that would hide it.
    void begin() {
        boolean empty = session.row("select 1 as found from account limit 1", Cells.none())
                        .isEmpty()
                && session.row("select 1 as found from audit limit 1", Cells.none())
                        .isEmpty();
        if (empty) {
            session.update(
                    "insert into audit_head (id, number, link, seal) values (1, :number, :link, :seal) on conflict do nothing",
                    cells(chain.begin()));
        }
    }

    /// Appends what is waiting. Takes the head row's lock until the transaction ends.
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        session.requireWritable();
        var stored = lockedHead();
        var events = new ArrayList<>(waiting);
        waiting.clear();
        Head head;
        if (stored.filter(chain::isSealed).isPresent()) {
            head = stored.get();
        } else {
            head = unsealedEnd();
            events.addFirst(tampering(events.getFirst()));
        }
        var rows = new ArrayList<Cells>();
        for (var event : events) {
            var entry = chain.next(head, event);
            rows.add(cells(entry));
            head = chain.endingWith(entry);
        }
        session.batch("""
                insert into audit (number, happened, kind, about, actor, details, link)
                values (:number, :happened, :kind, :about, :actor, :details, :link)
                """, rows);
        session.update("""
                insert into audit_head (id, number, link, seal) values (1, :number, :link, :seal)
                on conflict (id) do update set number = excluded.number, link = excluded.link, seal = excluded.seal
                """, cells(head));
    }

    /// A head that is not sealed, behind everything that is there.
    private Head unsealedEnd() {
        long number = session.row("select coalesce(max(number), 0) as number from audit", Cells.none())
                .orElseThrow()
                .number("number");
        return new Head(number, NONE, NONE);
    }

    private static AuditEvent tampering(AuditEvent noticedWith) {
        return new AuditEvent(
                noticedWith.at(),
                AuditKind.TAMPERING_FOUND,
                Optional.empty(),
                new Actor.Sallyport(),
                Map.of("table", "audit_head"));
    }

    private static Cells cells(Head head) {
        return Cells.of("number", head.number())
                .and("link", head.link().text())
                .and("seal", head.seal().text());
    }

    private static Cells cells(Entry entry) {
        var event = entry.event();
        return Cells.of("number", entry.number())
                .and("happened", event.at())
                .and("kind", event.kind().code())
                .and("about", event.about())
                .and("actor", event.by().code())
                .and("details", Pairs.write(event.details()))
                .and("link", entry.link().text());
    }

    private static Head head(Cells row) {
        return new Head(row.number("number"), digest(row.text("link")), digest(row.text("seal")));
    }

    // What cannot be read is no digest of ours, which is all the chain wants to know.
    private static Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException altered) {
            return NONE;
        }
    }

    static Entry entry(Cells row) {
        long number = row.number("number");
        try {
            var about = row.textIfAny("about");
            var event = new AuditEvent(
                    row.instant("happened"),
                    AuditKind.find(row.text("kind")).orElseThrow(() -> unreadable("kind")),
                    about.flatMap(AccountId::parse),
                    Actor.find(row.text("actor")).orElseThrow(() -> unreadable("actor")),
                    Pairs.read(row.text("details")));
            if (!event.about().map(AccountId::toString).equals(about)) {
                throw unreadable("about");
            }
            return new Entry(number, event, Digest.parse(row.text("link")));
        } catch (IllegalArgumentException | DateTimeException altered) {
            throw new Unreadable(number, altered);
        }
    }

    private static IllegalArgumentException unreadable(String column) {
        return new IllegalArgumentException("the column " + column + " holds what no store writes");
    }
}
