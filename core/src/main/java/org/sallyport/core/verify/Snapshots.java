package org.sallyport.core.verify;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;

/// Account snapshots at hand. Thread-safe. What was forgotten is never given again, also when it was being loaded at
/// that moment.
public interface Snapshots {
    /// The snapshot if it is in memory and may be believed. Never blocks; empty says nothing about the account.
    ///
    /// @param now the moment for which it is asked; asking the clock again would cost as much as the look-up
    Optional<AccountSnapshot> inMemory(Username name, Instant now);

    /// The snapshot, loaded if need be; empty when there is no such account.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be loaded
    Optional<AccountSnapshot> find(Username name);

    void forget(AccountId account);

    void forgetAll();
}
