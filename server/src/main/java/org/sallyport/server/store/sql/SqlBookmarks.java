package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;

/// How far a follower has come is bound to the keyset: whoever could move a bookmark would hide entries from those who
/// follow. Who reads on, and what is in the way, decides nothing.
final class SqlBookmarks implements Bookmarks {
    private static final String ONE = "select * from bookmark where follower = :follower";

    private final Session session;

    SqlBookmarks(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Bookmark> find(String follower) {
        try {
            return require(follower);
        } catch (Tampered altered) {
            session.skip(altered);
            return Optional.empty();
        }
    }

    private Optional<Bookmark> require(String follower) {
        return session.row(Table.BOOKMARK, ONE, Cells.of("follower", follower)).map(SqlBookmarks::bookmark);
    }

    @Override
    public Optional<Bookmark> take(Turn turn, long begin, Instant now) {
        var fresh = session.guard()
                .bind(Table.BOOKMARK, cells(turn).and("number", begin).and("moved", now));
        session.update("""
                insert into bookmark (follower, number, moved, node, until, mac)
                values (:follower, :number, :moved, :node, :until, :mac)
                on conflict (follower) do nothing
                """, fresh);
        int taken = session.update("""
                update bookmark set node = :node, until = :until
                where follower = :follower and (node = :node or until <= :now)
                """, cells(turn).and("now", now));
        return taken > 0 ? require(turn.follower()) : Optional.empty();
    }

    @Override
    public boolean move(Turn turn, long number, Instant now) {
        var row = session.guard()
                .bind(Table.BOOKMARK, cells(turn).and("number", number).and("moved", now));
        return session.update("""
                        update bookmark
                        set number = :number, moved = :moved, mac = :mac, trouble = null, trouble_since = null
                        where follower = :follower and node = :node
                        """, row) > 0;
    }

    @Override
    public boolean stuck(Turn turn, String what, Instant now) {
        return session.update("""
                        update bookmark set trouble = :what, trouble_since = coalesce(trouble_since, :now)
                        where follower = :follower and node = :node
                        """, cells(turn).and("what", what).and("now", now)) > 0;
    }

    @Override
    public void leave(Turn turn) {
        session.update("update bookmark set until = 0 where follower = :follower and node = :node", cells(turn));
    }

    @Override
    public void forget(String follower) {
        session.update("delete from bookmark where follower = :follower", Cells.of("follower", follower));
    }

    private static Cells cells(Turn turn) {
        return Cells.of("follower", turn.follower()).and("node", turn.node()).and("until", turn.until());
    }

    private static Bookmark bookmark(Cells row) {
        var trouble = row.textIfAny("trouble").map(what -> new Bookmark.Trouble(what, row.instant("trouble_since")));
        return new Bookmark(row.number("number"), row.instant("moved"), trouble);
    }
}
