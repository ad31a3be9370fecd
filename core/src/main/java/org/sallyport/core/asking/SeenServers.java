package org.sallyport.core.asking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sallyport.core.store.Books;

/// The book of the servers that were heard of, by all nodes together. It decides nothing.
public interface SeenServers {
    /// So many addresses are kept of each name of a listener, and of its strangers; what came least lately makes room.
    int MOST = 50;

    /// How long one is kept that comes no more.
    Duration KEPT = Duration.ofDays(90);

    static SeenServers in(Books books) {
        return books.book(SeenServers.class);
    }

    /// Adds what was seen to what is on record, many at once.
    void seen(List<SeenServer> servers);

    /// All of them, in their order.
    List<SeenServer> all();

    /// Forgets what was last seen before `before`.
    void sweep(Instant before);
}
