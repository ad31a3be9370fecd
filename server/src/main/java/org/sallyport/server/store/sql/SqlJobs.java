package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;

final class SqlJobs implements Jobs {
    private final Session session;

    SqlJobs(Session session) {
        this.session = session;
    }

    @Override
    public void put(Job job) {
        var row = Cells.of("id", job.id())
                .and("kind", job.kind())
                .and("state", job.state())
                .and("maker", job.maker().map(AccountId::toString).orElse(""))
                .and("made", job.made())
                .and("moved", job.moved())
                .and("content", job.content());
        session.update("""
                insert into job (id, kind, state, maker, made, moved, content, mac)
                values (:id, :kind, :state, :maker, :made, :moved, :content, :mac)
                on conflict (id) do update
                set state = excluded.state, moved = excluded.moved, content = excluded.content, mac = excluded.mac,
                    held_by = '', held_until = 0, claims = 0
                """, session.guard().bind(Table.JOB, row));
    }

    @Override
    public Optional<Job> find(JobId id) {
        return session.rowToChange(Table.JOB, "select * from job where id = :id", Cells.of("id", id))
                .map(SqlJobs::job);
    }

    @Override
    public List<Job> all() {
        return session.rows(Table.JOB, "select * from job order by made desc, id", Cells.none()).stream()
                .map(SqlJobs::job)
                .toList();
    }

    @Override
    public long claim(JobId id, String node, Instant now, Instant until) {
        return session.row(
                        """
                        update job set held_by = :node, held_until = :until, claims = claims + 1
                        where id = :id and (held_by = :node or held_until <= :now)
                        returning claims
                        """,
                        Cells.of("id", id).and("node", node).and("now", now).and("until", until))
                .map(row -> row.number("claims"))
                .orElse(0L);
    }

    @Override
    public void remove(JobId id) {
        session.update("delete from job_file where id = :id", Cells.of("id", id));
        session.update("delete from job where id = :id", Cells.of("id", id));
    }

    private static Job job(Cells row) {
        return new Job(
                JobId.parse(row.text("id")).orElseThrow(),
                Job.Kind.valueOf(row.text("kind")),
                Job.State.valueOf(row.text("state")),
                AccountId.parse(row.text("maker")),
                row.instant("made"),
                row.instant("moved"),
                row.bytes("content"));
    }
}
