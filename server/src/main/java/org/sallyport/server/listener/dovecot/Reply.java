package org.sallyport.server.listener.dovecot;

import java.time.Duration;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Verdict;

/// What came of a request, before anybody is told.
public sealed interface Reply {
    /// @param user the account's canonical name
    record SignedIn(String user) implements Reply {}

    /// Why, is not said.
    record Refused() implements Reply {}

    /// The same may be right; ask again.
    record NotNow(Delay why, Duration retryAfter) implements Reply {}

    /// The reply table.
    static Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(var _, var canonical, var _) -> new SignedIn(canonical.canonical());
            case Verdict.Rejected _ -> new Refused();
            case Verdict.Deferred(var why, var retryAfter) -> new NotNow(why, retryAfter);
        };
    }
}
