package org.sallyport.core.account;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of accounts.
public interface Accounts {
    static Accounts in(Books books) {
        return books.book(Accounts.class);
    }

    /// Adds an account with its credentials.
    ///
    /// @return false when the name is taken; then nothing is added
    boolean add(Account account, Credentials credentials);

    Optional<Account> find(AccountId id);

    Optional<Account> named(Username username);

    /// Replaces the account if the stored revision is still `account.revision()`, and counts the revision up.
    /// It may carry another name than the stored account, if nobody else has that.
    ///
    /// @return false when somebody else was faster, the account is gone or the name is taken
    boolean replace(Account account);

    /// At most `limit` accounts in the order of their names, beginning behind `after` (empty for the first page).
    List<Account> page(Optional<Username> after, int limit);

    /// All [staff][Account.Role#isStaff], in the order of their names. Until the transaction is over nobody else
    /// changes one of them.
    List<Account> staff();
}
