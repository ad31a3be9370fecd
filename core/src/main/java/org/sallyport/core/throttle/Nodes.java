package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of the nodes that run now.
public interface Nodes {
    /// A node that has not been heard of for so long has stopped.
    Duration ALIVE = Duration.ofSeconds(30);

    static Nodes in(Books books) {
        return books.book(Nodes.class);
    }

    /// Notes that this node runs, forgets those that were last heard of before `forgotten`, and says how many there
    /// are.
    int beat(UUID node, Instant now, Instant forgotten);

    /// How many were heard of at `since` or later.
    int running(Instant since);

    /// This node stops.
    void leave(UUID node);
}
