package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.core.throttle.GuessCounts;

final class SqlGuessCounts implements GuessCounts {
    private final Session session;

    SqlGuessCounts(Session session) {
        this.session = session;
    }

    @Override
    public List<Count> add(List<Delta> deltas, Instant now) {
        // In the order of the names, so that two nodes that write at once wait for each other instead of deadlocking.
        var rows = deltas.stream()
                .sorted(Comparator.comparing(Delta::counter))
                .map(delta -> cells(delta, now))
                .toList();
        session.batch("""
                            insert into guess_count (counter, counted, changed, expires)
                            values (:counter, :atFirst, :now, :expires)
                            on conflict (counter) do update
                            set counted = case
                                    when guess_count.expires <= :now then :atFirst
                                    when guess_count.counted + :change < 0 then 0
                                    else guess_count.counted + :change end,
                                changed = excluded.changed, expires = excluded.expires
                            """, rows);
        if (deltas.isEmpty()) {
            return List.of();
        }
        var written = deltas.stream().map(Delta::counter).collect(Collectors.toSet());
        return session
                .rows("select counter, counted, changed from guess_count where changed = :now", Cells.of("now", now))
                .stream()
                .map(SqlGuessCounts::count)
                .filter(count -> written.contains(count.counter()))
                .toList();
    }

    @Override
    public List<Count> changedSince(Instant moment, int limit) {
        return session.rows("""
                        select counter, counted, changed from guess_count where changed >= :moment
                        order by changed desc, counter limit :limit
                        """, Cells.of("moment", moment).and("limit", limit)).stream()
                .map(SqlGuessCounts::count)
                .toList();
    }

    @Override
    public List<Count> beginningWith(String prefix) {
        return session.rows("""
                        select counter, counted, changed from guess_count
                        where counter >= :first and counter < :behind order by counter
                        """, Cells.of("first", prefix).and("behind", prefix + '\uffff')).stream()
                .map(SqlGuessCounts::count)
                .toList();
    }

    @Override
    public void sweep(Instant now) {
        session.update("delete from guess_count where expires <= :now", Cells.of("now", now));
    }

    private static Cells cells(Delta delta, Instant now) {
        return Cells.of("counter", delta.counter())
                .and("change", delta.change())
                .and("atFirst", Math.max(0, delta.change()))
                .and("now", now)
                .and("expires", delta.expires());
    }

    private static Count count(Cells row) {
        return new Count(row.text("counter"), row.number("counted"), row.instant("changed"));
    }
}
