package org.sallyport.core.account;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The journal that every node follows to drop what it remembers about an account.
public interface Changes {
    /// Most entries read at once.
    int PAGE = 1000;

    static Changes in(Books books) {
        return books.book(Changes.class);
    }

    /// One entry.
    ///
    /// @param number grows with every entry; gaps are normal
    /// @param account empty when the change may concern everybody
    record Change(long number, Optional<AccountId> account) {}

    void changed(AccountId account);

    void everybodyChanged();

    /// Entries behind `number`, oldest first, at most [#PAGE].
    ///
    /// An entry whose transaction is still open when this is read must not be lost to a reader that goes on from the
    /// last number it saw: an implementation either serialises writers of this book or holds back numbers behind an
    /// open one.
    List<Change> since(long number);

    /// The newest number, 0 for an empty journal.
    long latest();
}
