package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;

final class SqlTombstones implements Tombstones {
    private final Session session;

    SqlTombstones(Session session) {
        this.session = session;
    }

    @Override
    public void put(Username name, Instant until) {
        remove(name);
        session.update(
                "insert into tombstone (name, ends) values (:name, :ends)",
                Cells.of("name", session.guard().blind(text(name))).and("ends", until));
    }

    @Override
    public boolean cover(Username name, Instant now) {
        return session.row(
                        "select ends from tombstone where name in (:names) and ends > :now",
                        names(name).and("now", now))
                .isPresent();
    }

    @Override
    public boolean remove(Username name) {
        return session.update("delete from tombstone where name in (:names)", names(name)) > 0;
    }

    @Override
    public void sweep(Instant now) {
        session.update("delete from tombstone where ends <= :now", Cells.of("now", now));
    }

    /// As it may lie there: under each key that there was.
    List<String> blinds(Username name) {
        return session.guard().blinds(text(name));
    }

    private Cells names(Username name) {
        return Cells.of("names", blinds(name));
    }

    private static String text(Username name) {
        return "tombstone " + name.canonical();
    }
}
