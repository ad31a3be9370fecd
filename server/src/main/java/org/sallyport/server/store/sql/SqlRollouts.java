package org.sallyport.server.store.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.Rollouts;

final class SqlRollouts implements Rollouts {
    private final Session session;

    SqlRollouts(Session session) {
        this.session = session;
    }

    @Override
    public void put(Rollout rollout) {
        var row = SqlSubjects.cells(rollout.subject())
                .and("id", rollout.id())
                .and("began", rollout.began())
                .and("until", rollout.until())
                .and("quiet", rollout.quiet().toSeconds())
                .and("status", rollout.status().name())
                .and("finished", rollout.over());
        session.update("""
                insert into rollout (id, subject, kind, name, began, until, quiet, status, finished, mac)
                values (:id, :subject, :kind, :name, :began, :until, :quiet, :status, :finished, :mac)
                on conflict (id) do update
                set until = excluded.until, status = excluded.status, finished = excluded.finished, mac = excluded.mac
                """, session.guard().bind(Table.ROLLOUT, row));
    }

    @Override
    public Optional<Rollout> find(RolloutId id) {
        return session.rowToChange(Table.ROLLOUT, "select * from rollout where id = :id", Cells.of("id", id))
                .map(SqlRollouts::rollout);
    }

    @Override
    public List<Rollout> all() {
        return session.rows(Table.ROLLOUT, "select * from rollout order by began desc, id", Cells.none()).stream()
                .map(SqlRollouts::rollout)
                .toList();
    }

    @Override
    public boolean claim(RolloutId id, String node, Instant now, Instant until) {
        return session.update(
                        """
                        update rollout set busy_by = :node, busy_until = :until
                        where id = :id and (busy_by = :node or busy_until <= :now)
                        """,
                        Cells.of("id", id).and("node", node).and("now", now).and("until", until))
                > 0;
    }

    @Override
    public String reminded(RolloutId id) {
        return session.row("select reminded from rollout where id = :id", Cells.of("id", id))
                .map(row -> row.text("reminded"))
                .orElse("");
    }

    @Override
    public void reminded(RolloutId id, String reminder) {
        session.update(
                "update rollout set reminded = :reminder where id = :id",
                Cells.of("id", id).and("reminder", reminder));
    }

    private static Rollout rollout(Cells row) {
        return new Rollout(
                RolloutId.parse(row.text("id")).orElseThrow(),
                SqlSubjects.subject(row),
                row.instant("began"),
                row.instant("until"),
                Duration.ofSeconds(row.number("quiet")),
                Rollout.Status.valueOf(row.text("status")),
                row.instantIfAny("finished"));
    }
}
