package org.sallyport.core.verify;

import java.time.Duration;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;

/// The answer to an [Attempt].
public sealed interface Verdict {
    /// Let it in.
    ///
    /// @param appPassword which one opened it; empty where it was the account password
    record Accepted(AccountId account, Username canonical, Optional<AppPasswordId> appPassword) implements Verdict {}

    /// The same attempt fails until somebody changes something. `why` is for the audit log and never crosses the wire.
    record Rejected(Rejection why) implements Verdict {}

    /// The same attempt may be right: ask again after `retryAfter`. Costs nobody anything.
    record Deferred(Delay why, Duration retryAfter) implements Verdict {}
}
