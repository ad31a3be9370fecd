package org.sallyport.core.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of accounts for lists: whoever cannot be read is left aside, and keeps nobody else out. The audit log names
/// the row. Nothing may be decided by somebody's absence here; [Accounts] is for whatever decides.
public interface ReadableAccounts {
    static ReadableAccounts in(Books books) {
        return books.book(ReadableAccounts.class);
    }

    /// Those of these ids, in the order of their names.
    List<Account> of(Collection<AccountId> ids);

    /// The next `limit` accounts in the order of their names, beginning behind `after` (empty for the first page).
    /// There are fewer only at the end.
    List<Account> page(Optional<Username> after, int limit);

    /// The [staff][Account.Role#isStaff], in the order of their names.
    List<Account> staff();
}
