package org.sallyport.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of browsers that are not asked for a second factor at sign-in.
public interface RememberedDevices {
    static RememberedDevices in(Books books) {
        return books.book(RememberedDevices.class);
    }

    void add(RememberedDevice device);

    Optional<RememberedDevice> find(Digest key);

    /// Those of the account, latest used first.
    List<RememberedDevice> of(AccountId account);

    /// @return false when it was not there, or somebody else has just removed it: of many at once one succeeds
    boolean remove(Digest key);

    /// Forgets all of the account and says how many there were.
    int removeAllOf(AccountId account);

    /// Forgets what has ended by `now`.
    void sweep(Instant now);
}
