package org.sallyport.core.account;

import java.time.Instant;
import org.sallyport.core.store.Books;

/// The book of user names whose accounts were deleted. Nobody else gets such a name for a while: mail that is still
/// addressed to it, and whatever elsewhere knows somebody by it, would be theirs. Names are kept as keyed digests.
public interface Tombstones {
    static Tombstones in(Books books) {
        return books.book(Tombstones.class);
    }

    /// In place of an earlier one of the same name.
    void put(Username name, Instant until);

    /// Whether nobody is to have this name at `now`.
    boolean cover(Username name, Instant now);

    /// @return false when there was none
    boolean remove(Username name);

    /// Forgets those that ended at `now` or earlier.
    void sweep(Instant now);
}
