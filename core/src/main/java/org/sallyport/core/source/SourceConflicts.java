package org.sallyport.core.source;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of conflicts.
public interface SourceConflicts {
    static SourceConflicts in(Books books) {
        return books.book(SourceConflicts.class);
    }

    /// Adds the conflict, or replaces the one of the same key.
    void put(SourceConflict conflict);

    Optional<SourceConflict> find(SourceKey key);

    /// At most `limit` conflicts of a source in the order of their external ids, beginning behind `after`.
    List<SourceConflict> page(SourceName source, Optional<String> after, int limit);

    /// @return false when there was none
    boolean remove(SourceKey key);
}
