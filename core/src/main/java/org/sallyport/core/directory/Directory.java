package org.sallyport.core.directory;

import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Secret;

/// Knows account passwords. Thread-safe; may take long and may refuse to begin when too many wait.
public interface Directory {
    /// Whether this is the account password, or was until the last change. Does the same work whatever comes of it, and
    /// for an account that has none.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot tell, also for want of room; never for a wrong one
    PasswordCheck check(AccountId account, Secret typed);

    /// From when on it holds what this directory says of a wrong password: what was wrong before then is looked at
    /// again.
    ///
    /// @param passwordChanged when the account password was last set, as far as is known here
    default Instant heldSince(AccountId account, Instant passwordChanged, Instant now) {
        return passwordChanged;
    }

    /// Does the work of [#check] for a name that no account has, so that time does not tell them apart.
    void isNobodysPassword(Secret typed);
}
