package org.sallyport.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of accounts that are going to be deleted.
public interface Deletions {
    static Deletions in(Books books) {
        return books.book(Deletions.class);
    }

    /// In place of an earlier one of the same account.
    void put(Deletion deletion);

    Optional<Deletion> find(AccountId account);

    /// @return false when there was none
    boolean remove(AccountId account);

    /// At most `limit` accounts whose deletion was due at `now`, the earliest first, those included that are being
    /// deleted.
    List<AccountId> due(Instant now, int limit);
}
