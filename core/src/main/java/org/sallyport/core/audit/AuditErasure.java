package org.sallyport.core.audit;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// Lets the audit log forget the details of what concerned an account that was deleted. That something happened, when,
/// to which opaque id and by whom stays, and the chain stays whole: see [AuditChain#withoutDetails].
public interface AuditErasure {
    static AuditErasure in(Books books) {
        return books.book(AuditErasure.class);
    }

    /// Forgets them in the oldest entries about the account that still have some. An entry that is not as it was
    /// written is left as it is, so that checking the log still names it.
    ///
    /// @param most entries at once
    /// @return in how many
    int forget(AccountId about, int most);
}
