package org.sallyport.core.account;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of the accounts that Unix machines know.
public interface PosixAccounts {
    static PosixAccounts in(Books books) {
        return books.book(PosixAccounts.class);
    }

    /// Sets the account's ids, in place of earlier ones.
    ///
    /// @return false when another account has the uid; then nothing is changed
    boolean set(AccountId account, PosixIds ids);

    void clear(AccountId account);

    /// The ids of those of the accounts that have some; ask for at most a few hundred at a time.
    Map<AccountId, PosixIds> of(Collection<AccountId> accounts);

    Optional<AccountId> withUid(long uid);
}
