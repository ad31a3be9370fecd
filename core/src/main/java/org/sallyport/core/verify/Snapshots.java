package org.sallyport.core.verify;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;

/// Account snapshots at hand. Thread-safe. What was forgotten is never given again, also when it was being loaded at
/// that moment.
public interface Snapshots {
    /// The snapshot if it is in memory. Never blocks; empty says nothing about the account.
    Optional<AccountSnapshot> inMemory(Username name);

    /// The snapshot, loaded if need be; empty when there is no such account.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be loaded
    Optional<AccountSnapshot> find(Username name);

    void forget(AccountId account);

    void forgetAll();
}
