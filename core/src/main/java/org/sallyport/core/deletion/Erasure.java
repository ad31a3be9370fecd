package org.sallyport.core.deletion;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// Takes out of every book at once what is kept of one account, but for its
/// [deletion][org.sallyport.core.account.Deletion]
/// and the audit log.
public interface Erasure {
    static Erasure in(Books books) {
        return books.book(Erasure.class);
    }

    /// May be run again: what came late goes too.
    void erase(AccountId account);
}
