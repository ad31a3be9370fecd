package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.throttle.Nodes;

final class SqlNodes implements Nodes {
    private final Session session;

    SqlNodes(Session session) {
        this.session = session;
    }

    @Override
    public int beat(UUID node, Instant now, Instant forgotten) {
        session.update("delete from node where seen < :forgotten", Cells.of("forgotten", forgotten));
        session.update("""
                insert into node (id, seen) values (:id, :now)
                on conflict (id) do update set seen = excluded.seen
                """, Cells.of("id", node).and("now", now));
        return running(forgotten);
    }

    @Override
    public int running(Instant since) {
        return Math.toIntExact(
                session.row("select count(*) as running from node where seen >= :since", Cells.of("since", since))
                        .orElseThrow()
                        .number("running"));
    }

    @Override
    public void leave(UUID node) {
        session.update("delete from node where id = :id", Cells.of("id", node));
    }
}
