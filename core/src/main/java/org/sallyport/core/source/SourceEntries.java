package org.sallyport.core.source;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of what sources wrote.
public interface SourceEntries {
    static SourceEntries in(Books books) {
        return books.book(SourceEntries.class);
    }

    /// Adds the entry, or replaces the one of the same key.
    void put(SourceEntry entry);

    /// Until the transaction is over nobody else changes it.
    Optional<SourceEntry> find(SourceEntry.Key key);

    /// Those of this name, in the order of their ids.
    List<SourceEntry> named(SourceName source, SourceEntry.Kind kind, String name);

    /// Those that the source calls so, in the order of their ids.
    List<SourceEntry> called(SourceName source, SourceEntry.Kind kind, String externalId);

    /// At most `limit` entries in the order of their ids, beginning behind `after` (empty for the first page).
    List<SourceEntry> page(SourceName source, SourceEntry.Kind kind, Optional<String> after, int limit);

    /// @return false when there was none
    boolean remove(SourceEntry.Key key);
}
