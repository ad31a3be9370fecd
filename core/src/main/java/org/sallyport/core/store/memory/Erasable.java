package org.sallyport.core.store.memory;

import org.sallyport.core.account.AccountId;

/// A book that keeps something of accounts.
interface Erasable {
    /// Keeps nothing of this one any more.
    void erase(AccountId account);
}
