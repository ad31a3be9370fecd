package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.DeadLetter;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Gathering;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Share;
import org.sallyport.core.secret.Seal;

/// Everything but the moments is sealed: the address, and the code that may be among the values. A notice that may wait
/// for others says by a blind name to whom it goes; all others are in an envelope from the beginning.
final class SqlNotices implements Notices, DeadLetters {
    private static final String VALUE = "value.";

    private final Session session;
    private final SqlMoments moments;

    SqlNotices(Session session) {
        this.session = session;
        this.moments = new SqlMoments(session);
    }

    @Override
    public void add(Notice notice) {
        var row = Cells.of("id", notice.id()).and("made", notice.made()).and("content", sealed(notice));
        if (notice.kind().goesAlone()) {
            close(notice.id().toString(), notice.made(), notice.made());
            session.update("""
                    insert into notice (id, made, due, content, envelope) values (:id, :made, :made, :content, :id)
                    """, row);
        } else {
            session.update("""
                    insert into notice (id, made, due, content, address) values (:id, :made, :made, :content, :address)
                    """, row.and("address", address(notice.to())));
        }
    }

    @Override
    public List<Envelope> claim(Instant now, Instant claimedUntil, int limit) {
        // In the order of the names, so that two nodes that gather at once wait for each other.
        session.rows("""
                        select distinct address from notice
                        where envelope is null and due <= :now order by address limit :limit
                        """, Cells.of("now", now).and("limit", limit)).forEach(row -> gather(row.text("address"), now));
        // "due" is asked again outside: on PostgreSQL, a second claimer that waited for a row sees what the first
        // made of it.
        return session.rows("""
                        update envelope set due = :until
                        where due <= :now and died is null
                          and id in (select id from envelope
                                     where due <= :now and died is null order by made, id limit :limit)
                        returning *
                        """, Cells.of("now", now).and("until", claimedUntil).and("limit", limit)).stream()
                .flatMap(row -> envelope(row).stream())
                .sorted(Comparator.comparing((Envelope envelope) ->
                                envelope.notices().getFirst().made())
                        .thenComparing(envelope -> envelope.id().toString()))
                .toList();
    }

    @Override
    public void sent(UUID envelope) {
        session.update("delete from notice where envelope = :id", Cells.of("id", envelope));
        session.update("delete from envelope where id = :id", Cells.of("id", envelope));
    }

    @Override
    public void failed(UUID envelope, Instant next) {
        session.update(
                "update envelope set due = :next where id = :id",
                Cells.of("id", envelope).and("next", next));
    }

    @Override
    public void died(UUID envelope, String why, Instant now) {
        var place = new Seal.Place("envelope", "why", envelope.toString());
        session.update(
                "update envelope set died = :now, why = :why where id = :id",
                Cells.of("id", envelope)
                        .and("now", now)
                        .and("why", session.guard().seal(place, why.getBytes(UTF_8))));
    }

    @Override
    public int count() {
        var row = session.row("select count(*) as dead from envelope where died is not null", Cells.none());
        return Math.toIntExact(row.orElseThrow().number("dead"));
    }

    @Override
    public List<DeadLetter> oldest(int limit) {
        return session
                .rows(
                        "select * from envelope where died is not null order by died, id limit :limit",
                        Cells.of("limit", limit))
                .stream()
                .flatMap(row -> dead(row).stream())
                .toList();
    }

    @Override
    public boolean retry(UUID envelope, Instant now) {
        return session.update("""
                        update envelope set died = null, why = null, since = :now, due = :now
                        where id = :id and died is not null
                        """, Cells.of("id", envelope).and("now", now)) > 0;
    }

    @Override
    public boolean drop(UUID envelope) {
        int dropped =
                session.update("delete from envelope where id = :id and died is not null", Cells.of("id", envelope));
        if (dropped > 0) {
            session.update("delete from notice where envelope = :id", Cells.of("id", envelope));
        }
        return dropped > 0;
    }

    @Override
    public int sweep(Instant before) {
        session.update(
                "delete from notice where envelope in (select id from envelope where died < :before)",
                Cells.of("before", before));
        return session.update("delete from envelope where died < :before", Cells.of("before", before));
    }

    private void gather(String address, Instant now) {
        var counter = "notices to " + address;
        // Held from here on: nobody else puts notices to this address into envelopes meanwhile.
        var gathering = new Gathering(moments.held(counter, now));
        var here = Cells.of("address", address).and("now", now);
        closeGraves(address, here, now);
        var waiting = session.rows("""
                select id, made from notice where address = :address and envelope is null and due <= :now
                order by made, id
                """, here);
        var envelopes = gathering.envelopes(waiting, now);
        if (envelopes.isEmpty()) {
            session.update(
                    "update notice set due = :next where address = :address and envelope is null and due <= :now",
                    here.and("next", gathering.next(now)));
            return;
        }
        for (var notices : envelopes) {
            var first = notices.getFirst();
            if (notices.size() == 1) {
                closeAlone(first, now);
            } else {
                var id = UUID.randomUUID().toString();
                close(id, first.instant("made"), now);
                session.update("""
                        update notice set envelope = :id where address = :address and envelope is null and due <= :now
                        """, here.and("id", id));
            }
        }
        moments.keep(counter, gathering.and(envelopes.size(), now).mails());
    }

    // Under the lock of the address, as what is gathered for it.
    private void closeGraves(String address, Cells here, Instant now) {
        for (var row : session.rows("""
                select * from notice where address = :address and envelope is null and due <= :now order by made, id
                """, here)) {
            notice(row)
                    .map(Notice::kind)
                    .filter(Notice.Kind::isGrave)
                    .filter(kind -> countGrave("grave " + kind + " to " + address, now))
                    .ifPresent(_ -> closeAlone(row, now));
        }
    }

    private boolean countGrave(String counter, Instant now) {
        var before = moments.held(counter, now);
        boolean goes = Share.OF_GRAVE.blockedUntil(before, now).isEmpty();
        if (goes) {
            moments.keep(counter, Stream.concat(before.stream(), Stream.of(now)).toList());
        }
        return goes;
    }

    private void closeAlone(Cells row, Instant now) {
        close(row.text("id"), row.instant("made"), now);
        session.update("update notice set envelope = id where id = :id", Cells.of("id", row.text("id")));
    }

    private void close(String id, Instant made, Instant now) {
        session.update(
                "insert into envelope (id, made, since, due) values (:id, :made, :now, :now)",
                Cells.of("id", id).and("made", made).and("now", now));
    }

    private String address(EmailAddress to) {
        return session.guard().blind("address " + to.value());
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

    private Optional<DeadLetter> dead(Cells row) {
        return envelope(row)
                .filter(envelope -> !envelope.bringsCode())
                .map(envelope -> new DeadLetter(envelope, row.instant("died"), why(row)));
    }

    private String why(Cells row) {
        try {
            return session.guard()
                    .open(Table.ENVELOPE, row)
                    .map(why -> new String(why, UTF_8))
                    .orElse("");
        } catch (Tampered altered) {
            session.skip(altered);
            return "";
        }
    }

    /// The envelope of a row; empty where nothing readable is in it. A notice to somebody else, which only somebody can
    /// have put there who writes to the database, is left out: nobody reads what is for others.
    private Optional<Envelope> envelope(Cells row) {
        var id = row.text("id");
        var notices = new ArrayList<Notice>();
        for (var inside :
                session.rows("select * from notice where envelope = :id order by made, id", Cells.of("id", id))) {
            notice(inside).ifPresent(notice -> {
                if (notices.isEmpty() || notices.getFirst().to().equals(notice.to())) {
                    notices.add(notice);
                } else {
                    session.skip(new Tampered("notice", notice.id().toString(), Optional.empty()));
                }
            });
        }
        return notices.isEmpty()
                ? Optional.empty()
                : Optional.of(new Envelope(UUID.fromString(id), row.instant("since"), notices));
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
