package org.sallyport.core.api;

import java.time.Duration;

/// A token that one of the staff wants to make.
///
/// @param kind a personal token or a client
/// @param lasts 1 to 366 days
public record WantedToken(ApiToken.Kind kind, Allowance allowance, Duration lasts) {
    public static final int MOST_DAYS = 366;

    public WantedToken {
        if (kind == ApiToken.Kind.ACCESS) {
            throw new IllegalArgumentException("an access token is given to a client and made by nobody");
        }
        if (lasts.compareTo(Duration.ofDays(1)) < 0 || lasts.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
            throw new IllegalArgumentException("a token lasts 1 to " + MOST_DAYS + " days, found " + lasts);
        }
    }
}
