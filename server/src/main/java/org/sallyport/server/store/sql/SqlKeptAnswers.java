package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.api.KeptAnswer;
import org.sallyport.core.api.KeptAnswers;
import org.sallyport.core.secret.Digest;

final class SqlKeptAnswers implements KeptAnswers {
    private final Session session;

    SqlKeptAnswers(Session session) {
        this.session = session;
    }

    @Override
    public boolean begin(KeptAnswer open) {
        return session.update("""
                        insert into kept_answer (id, request, begun, content)
                        values (:id, :request, :begun, :content)
                        on conflict (id) do nothing
                        """, cells(open)) == 1;
    }

    @Override
    public Optional<KeptAnswer> find(Digest key) {
        return session.row(Table.KEPT_ANSWER, "select * from kept_answer where id = :id", Cells.of("id", key.text()))
                .map(row -> new KeptAnswer(
                        Digest.parse(row.text("id")),
                        Digest.parse(row.text("request")),
                        row.instant("begun"),
                        row.bytesIfAny("content")));
    }

    @Override
    public void finish(KeptAnswer done) {
        session.update("""
                update kept_answer set request = :request, begun = :begun, content = :content
                where id = :id
                """, cells(done));
    }

    @Override
    public void remove(Digest key) {
        session.update("delete from kept_answer where id = :id", Cells.of("id", key.text()));
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from kept_answer where begun <= :before", Cells.of("before", before));
    }

    private static Cells cells(KeptAnswer answer) {
        return Cells.of("id", answer.key().text())
                .and("request", answer.request().text())
                .and("begun", answer.begun())
                .and("content", answer.sealed());
    }
}
