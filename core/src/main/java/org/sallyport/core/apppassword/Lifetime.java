package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.Optional;

/// From when to when an app password opens anything. (It sleeps besides while the MFA state of its account is
/// Disabled; that is not written here, so that it wakes by itself.)
///
/// @param expires empty means never by itself
/// @param revoked when it was revoked; it stays on record for recognition and never opens anything again
public record Lifetime(Instant issued, Optional<Instant> expires, Optional<Instant> revoked) {
    public boolean isExpired(Instant now) {
        return expires.filter(e -> !now.isBefore(e)).isPresent();
    }

    public boolean isRevoked() {
        return revoked.isPresent();
    }
}
