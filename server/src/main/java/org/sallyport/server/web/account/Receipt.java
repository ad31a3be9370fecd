package org.sallyport.server.web.account;

import org.sallyport.core.apppassword.Revocations;

/// What a revocation closed, as its page says it. The names of servers are empty where there are none to name.
///
/// @param seconds how long it took, in seconds with one digit behind the point
/// @param unreachable servers that could not be reached
/// @param uncounted servers that did not say how many they closed
/// @param leftOpen servers that could not be told whose to close
public record Receipt(long closed, double seconds, String unreachable, String uncounted, String leftOpen) {
    private static final String BETWEEN = ", ";

    static Receipt of(Revocations.Kept kept) {
        return new Receipt(
                kept.closed(),
                Math.max(1, Math.round(kept.milliseconds() / 100.0)) / 10.0,
                String.join(BETWEEN, kept.gaps().unreachable()),
                String.join(BETWEEN, kept.gaps().uncounted()),
                String.join(BETWEEN, kept.gaps().leftOpen()));
    }

    /// Whether the number tells anything: that none was counted is not that none was there.
    public boolean isTelling() {
        return closed > 0 || unreachable.isEmpty() && uncounted.isEmpty() && leftOpen.isEmpty();
    }
}
