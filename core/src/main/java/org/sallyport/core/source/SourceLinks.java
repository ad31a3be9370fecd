package org.sallyport.core.source;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of links between accounts and sources. An account that is in none is kept by Sallyport itself.
public interface SourceLinks {
    static SourceLinks in(Books books) {
        return books.book(SourceLinks.class);
    }

    /// Adds the link, or replaces the one of the same key.
    void put(SourceLink link);

    Optional<SourceLink> find(SourceKey key);

    /// Those of an account, in the order of their sources' names.
    List<SourceLink> of(AccountId account);

    /// At most `limit` links of a source in the order of their external ids, beginning behind `after` (empty for the
    /// first page).
    List<SourceLink> page(SourceName source, Optional<String> after, int limit);

    /// @return false when there was none
    boolean remove(SourceKey key);
}
