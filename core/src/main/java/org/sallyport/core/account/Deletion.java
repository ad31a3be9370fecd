package org.sallyport.core.account;

import java.time.Instant;
import java.util.Optional;

/// That an account is going to be deleted, or is being deleted.
///
/// @param due from when on it is carried out; until then it can be taken back
/// @param before what the account was before it was disabled for this
/// @param erased when what was kept of the account was erased; what the audit log says of it follows
public record Deletion(AccountId account, Instant asked, Instant due, Account.Status before, Optional<Instant> erased) {
    /// Whether the account is still there, and nothing is lost yet.
    public boolean mayBeTakenBack() {
        return erased.isEmpty();
    }

    public Deletion erasedAt(Instant now) {
        return new Deletion(account, asked, due, before, Optional.of(now));
    }
}
