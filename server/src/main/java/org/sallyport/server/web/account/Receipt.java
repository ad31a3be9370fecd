package org.sallyport.server.web.account;

import org.sallyport.core.apppassword.Revocations;

/// What a revocation closed, as its page says it.
///
/// @param seconds how long it took, in seconds with one digit behind the point
/// @param unreachable names of servers that could not be reached; empty where all were
public record Receipt(long closed, double seconds, String unreachable) {
    static Receipt of(Revocations.Kept kept) {
        return new Receipt(
                kept.closed(),
                Math.max(1, Math.round(kept.milliseconds() / 100.0)) / 10.0,
                String.join(", ", kept.unreachable()));
    }
}
