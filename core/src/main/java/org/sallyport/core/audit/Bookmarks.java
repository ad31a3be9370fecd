package org.sallyport.core.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of how far those have come who follow the audit log, and of which node reads on for them.
public interface Bookmarks {
    /// The follower that ships it to a collector.
    String COLLECTOR = "collector";

    static Bookmarks in(Books books) {
        return books.book(Bookmarks.class);
    }

    /// Where this follower is, to be shown; empty before the first time, and where somebody altered it.
    Optional<Bookmark> find(String follower);

    /// Takes it upon this node to read on for a follower, and keeps other nodes from it until `until`. May be done
    /// again by whoever holds it.
    ///
    /// @param begin behind which entry a new follower begins
    /// @return where to go on; empty while another node holds it
    Optional<Bookmark> take(Turn turn, long begin, Instant now);

    /// Notes that the follower certainly has every entry up to `number`, and that no trouble is left.
    ///
    /// @return false when another node has it by now: nothing was noted
    boolean move(Turn turn, long number, Instant now);

    /// Notes that the follower comes no further; since when stays as it was first noted.
    ///
    /// @return false when another node has it by now: nothing was noted
    boolean stuck(Turn turn, String what, Instant now);

    /// Lets another node have it at once.
    void leave(Turn turn);

    /// Forgets a follower.
    void forget(String follower);

    /// One node's turn with a follower.
    ///
    /// @param until from when another node may have it
    record Turn(String follower, UUID node, Instant until) {}
}
