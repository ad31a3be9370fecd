package org.sallyport.core.verify;

import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Reads a snapshot from the books in one transaction. Thread-safe.
public final class SnapshotLoader {
    private final Store store;
    private final Mfa mfa;

    public SnapshotLoader(Store store, Mfa mfa) {
        this.store = store;
        this.mfa = mfa;
    }

    /// @throws org.sallyport.core.store.Unavailable when it cannot be read
    public Optional<AccountSnapshot> load(Username name) {
        return store.transact(books -> load(books, name));
    }

    /// The same inside a transaction that is open already.
    Optional<AccountSnapshot> load(Books books, Username name) {
        return Accounts.in(books).named(name).map(account -> snapshot(books, account));
    }

    private AccountSnapshot snapshot(Books books, Account account) {
        var credentials = CredentialsBook.in(books)
                .find(account.id())
                .orElseThrow(() -> new IllegalStateException("account " + account.id() + " has no credentials"));
        var policy = mfa.policies().of(books, account);
        return new AccountSnapshot(
                account,
                credentials.salt(),
                mfa.standing(books, account, () -> policy),
                policy,
                AppPasswordBook.in(books).heldBy(account.id()),
                credentials.passwordChanged());
    }
}
