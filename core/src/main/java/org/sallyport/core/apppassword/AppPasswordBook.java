package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of app passwords, the revoked ones among them.
public interface AppPasswordBook {
    static AppPasswordBook in(Books books) {
        return books.book(AppPasswordBook.class);
    }

    void add(AppPassword appPassword);

    /// All of the account in the order of issue, revoked ones too.
    List<AppPassword> heldBy(AccountId account);

    /// This one, if the account holds it: whoever asks with another account's id finds nothing.
    Optional<AppPassword> find(AccountId account, AppPasswordId id);

    /// @return false when it is not there, is another account's, or is revoked already
    boolean revoke(AccountId account, AppPasswordId id, Instant now);

    /// @return false when it is not there, is another account's, or is revoked
    boolean rename(AccountId account, AppPasswordId id, Label label);

    /// Notes latest uses; an earlier use than the one on record changes nothing.
    void used(Map<AppPasswordId, LastUse> uses);
}
