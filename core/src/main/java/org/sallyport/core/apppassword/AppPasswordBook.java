package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of app passwords, the revoked ones among them.
public interface AppPasswordBook {
    /// How many revoked ones of an account are recognised.
    int REVOKED_HELD = 100;

    static AppPasswordBook in(Books books) {
        return books.book(AppPasswordBook.class);
    }

    void add(AppPassword appPassword);

    /// Those of the account that are not revoked, and the hundred that were revoked last, in the order of issue. What
    /// was revoked before those stays on record and is looked at no more.
    List<AppPassword> heldBy(AccountId account);

    /// This one, if the account holds it: whoever asks with another account's id finds nothing.
    Optional<AppPassword> find(AccountId account, AppPasswordId id);

    /// Keeps another label or lifetime of one that is not revoked.
    ///
    /// @param change of what is on record; asked once at most
    /// @return false when it is not there, is another account's, or is revoked
    boolean change(AccountId account, AppPasswordId id, UnaryOperator<AppPassword> change);

    /// @return false when it is not there, is another account's, or is revoked already
    default boolean revoke(AccountId account, AppPasswordId id, Instant now) {
        return change(account, id, appPassword -> appPassword.revokedAt(now));
    }

    /// @return false when it is not there, is another account's, or is revoked
    default boolean rename(AccountId account, AppPasswordId id, Label label) {
        return change(account, id, appPassword -> appPassword.withLabel(label));
    }

    /// Notes latest uses; an earlier use than the one on record changes nothing.
    void used(Map<AppPasswordId, LastUse> uses);
}
