package org.sallyport.core.recovery;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of recovery codes that were not used yet.
public interface RecoveryCodeBook {
    static RecoveryCodeBook in(Books books) {
        return books.book(RecoveryCodeBook.class);
    }

    /// Enters a set of codes in place of all that the account had; an empty set leaves it with none.
    void replaceAll(AccountId account, List<RecoveryCode> codes);

    /// In any order.
    List<RecoveryCode> heldBy(AccountId account);

    /// Uses a code up if it is still there: one conditional write, so that of any number of attempts, on any number of
    /// nodes, exactly one succeeds.
    ///
    /// @return false when it was used before, or another set has taken its place
    boolean use(RecoveryCode code);
}
