package org.sallyport.server.store.sql;

import java.util.Optional;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;

final class SqlJobFiles implements JobFiles {
    private final Session session;

    SqlJobFiles(Session session) {
        this.session = session;
    }

    @Override
    public void put(JobId job, byte[] sealed) {
        session.update("""
                insert into job_file (id, content) values (:id, :content)
                on conflict (id) do update set content = excluded.content
                """, Cells.of("id", job).and("content", sealed));
    }

    @Override
    public Optional<byte[]> find(JobId job) {
        return session.row(Table.JOB_FILE, "select * from job_file where id = :id", Cells.of("id", job))
                .map(row -> row.bytes("content"));
    }

    @Override
    public void remove(JobId job) {
        session.update("delete from job_file where id = :id", Cells.of("id", job));
    }
}
