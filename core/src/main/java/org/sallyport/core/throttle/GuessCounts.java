package org.sallyport.core.throttle;

import java.time.Instant;
import java.util.List;
import org.sallyport.core.store.Books;

/// The book in which the nodes add up what each of them has counted. It decides nothing by itself: a node that cannot
/// read it goes on with what it knows, and counts every guess of its own as if each node had seen one.
public interface GuessCounts {
    static GuessCounts in(Books books) {
        return books.book(GuessCounts.class);
    }

    /// What one node has counted since it last wrote.
    ///
    /// @param counter its name, which tells nobody whom it concerns
    /// @param change may be negative: a guess that turned out right is given back
    /// @param expires when the counter may be forgotten; behind that it begins again at zero
    record Delta(String counter, long change, Instant expires) {}

    /// @param counted by all nodes together, never negative
    /// @param changed when a node last wrote to it
    record Count(String counter, long counted, Instant changed) {}

    /// Adds up, and returns the new counts in the order of the names.
    List<Count> add(List<Delta> deltas, Instant now);

    /// The counts that changed at or behind `moment`, latest first, at most `limit`.
    List<Count> changedSince(Instant moment, int limit);

    /// The counts whose names begin like this, in the order of the names.
    List<Count> beginningWith(String prefix);

    /// Forgets what has expired.
    void sweep(Instant now);
}
