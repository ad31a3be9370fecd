package org.sallyport.core.throttle;

import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of the nodes that run now.
public interface Nodes {
    static Nodes in(Books books) {
        return books.book(Nodes.class);
    }

    /// Notes that this node runs, forgets those that were last heard of before `forgotten`, and says how many there
    /// are.
    int beat(UUID node, Instant now, Instant forgotten);

    /// This node stops.
    void leave(UUID node);
}
