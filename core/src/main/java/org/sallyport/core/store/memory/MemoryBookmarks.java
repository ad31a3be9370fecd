package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;

final class MemoryBookmarks implements Bookmarks {
    private final Rows<String, Held> rows;

    MemoryBookmarks(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    private record Held(Bookmark bookmark, Turn turn) {}

    @Override
    public Optional<Bookmark> find(String follower) {
        return rows.find(follower).map(Held::bookmark);
    }

    @Override
    public Optional<Bookmark> take(Turn turn, long begin, Instant now) {
        var before = rows.find(turn.follower());
        if (before.filter(held -> !isOf(held, turn) && held.turn().until().isAfter(now))
                .isPresent()) {
            return Optional.empty();
        }
        var bookmark = before.map(Held::bookmark).orElseGet(() -> new Bookmark(begin, now, Optional.empty()));
        rows.put(turn.follower(), new Held(bookmark, turn));
        return Optional.of(bookmark);
    }

    @Override
    public boolean move(Turn turn, long number, Instant now) {
        var held = rows.find(turn.follower()).filter(one -> isOf(one, turn));
        held.ifPresent(one ->
                rows.put(turn.follower(), new Held(new Bookmark(number, now, Optional.empty()), one.turn())));
        return held.isPresent();
    }

    @Override
    public boolean stuck(Turn turn, String what, Instant now) {
        var held = rows.find(turn.follower()).filter(one -> isOf(one, turn));
        held.ifPresent(one -> {
            var bookmark = one.bookmark();
            var since = bookmark.trouble().map(Bookmark.Trouble::since).orElse(now);
            var stuck =
                    new Bookmark(bookmark.number(), bookmark.moved(), Optional.of(new Bookmark.Trouble(what, since)));
            rows.put(turn.follower(), new Held(stuck, one.turn()));
        });
        return held.isPresent();
    }

    @Override
    public void leave(Turn turn) {
        rows.find(turn.follower())
                .filter(held -> isOf(held, turn))
                .ifPresent(held -> rows.put(
                        turn.follower(),
                        new Held(held.bookmark(), new Turn(turn.follower(), turn.node(), Instant.EPOCH))));
    }

    @Override
    public void forget(String follower) {
        rows.remove(follower);
    }

    private static boolean isOf(Held held, Turn turn) {
        return held.turn().node().equals(turn.node());
    }
}
