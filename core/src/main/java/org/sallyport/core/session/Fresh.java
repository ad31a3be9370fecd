package org.sallyport.core.session;

import java.time.Duration;
import java.time.Instant;

/// How fresh a second factor must be for whatever a stolen cookie, or a browser left open, must not do (NIST SP
/// 800-63B section 4.1.2.1).
public final class Fresh {
    public static final Duration FOR = Duration.ofMinutes(5);

    private Fresh() {}

    /// @param proved when the second factor was last proved; [Instant#EPOCH] for never
    public static boolean is(Instant proved, Instant now) {
        return now.isBefore(proved.plus(FOR));
    }
}
