package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sallyport.core.notice.Share;

/// When something happened during the last day, by a name that tells nobody what: a row each. Whoever reads one to add
/// to it holds it until the end of the transaction, so that of many at once each sees what the one before has written.
final class SqlMoments {
    private final Session session;

    SqlMoments(Session session) {
        this.session = session;
    }

    /// Those of the last day, oldest first, held.
    List<Instant> held(String counter, Instant now) {
        var row = session.row("""
                        insert into mail_times (counter, moments, expires) values (:counter, '', :expires)
                        on conflict (counter) do update set expires = mail_times.expires
                        returning moments
                        """, Cells.of("counter", blind(counter)).and("expires", now.plus(Share.DAY)));
        return Share.lately(row.map(found -> read(found.text("moments"))).orElse(List.of()), now);
    }

    void keep(String counter, List<Instant> moments) {
        session.update(
                "update mail_times set moments = :moments, expires = :expires where counter = :counter",
                Cells.of("counter", blind(counter))
                        .and("moments", write(moments))
                        .and("expires", moments.getLast().plus(Share.DAY)));
    }

    void sweep(Instant now) {
        session.update("delete from mail_times where expires <= :now", Cells.of("now", now));
    }

    private String blind(String counter) {
        return session.guard().blind("mail " + counter);
    }

    private static List<Instant> read(String moments) {
        return Arrays.stream(moments.split(" ", -1))
                .filter(Predicate.not(String::isEmpty))
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli)
                .toList();
    }

    private static String write(List<Instant> moments) {
        return moments.stream()
                .map(moment -> Long.toString(moment.toEpochMilli()))
                .collect(Collectors.joining(" "));
    }
}
