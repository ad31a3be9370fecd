package org.sallyport.core.directory;

import org.sallyport.core.account.Account;

/// What came of adding an account.
public sealed interface Adding {
    record Added(Account account) implements Adding {}

    /// Somebody has this name, or [had it][org.sallyport.core.account.Tombstones] not long ago.
    record NameTaken() implements Adding {}

    ///
    /// @param shortest how many characters one of theirs has at least
    record Weak(PasswordWeakness why, int shortest) implements Adding {}

    /// The one-time link is used up or was never given.
    record LinkUsedUp() implements Adding {}
}
