package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.Optional;

/// From when to when an app password opens anything. (It opens nothing besides while the MFA state of its account is
/// Disabled; that is not written here, so that it wakes by itself.)
///
/// @param expires empty means never by itself
/// @param revoked when it was revoked; it stays on record for recognition and never opens anything again
/// @param opensFrom empty where it opens from the moment it is issued
/// @param unusedUntil when it dies unless it was used; empty where it waits for ever
/// @param asleep when it was put to sleep, until its owner wakes it
public record Lifetime(
        Instant issued,
        Optional<Instant> expires,
        Optional<Instant> revoked,
        Optional<Instant> opensFrom,
        Optional<Instant> unusedUntil,
        Optional<Instant> asleep) {

    /// Of one that opens at once and waits for ever.
    public Lifetime(Instant issued, Optional<Instant> expires, Optional<Instant> revoked) {
        this(issued, expires, revoked, Optional.empty(), Optional.empty());
    }

    /// Of one that nobody has put to sleep.
    public Lifetime(
            Instant issued,
            Optional<Instant> expires,
            Optional<Instant> revoked,
            Optional<Instant> opensFrom,
            Optional<Instant> unusedUntil) {
        this(issued, expires, revoked, opensFrom, unusedUntil, Optional.empty());
    }

    Lifetime revokedAt(Instant now) {
        return new Lifetime(issued, expires, Optional.of(now), opensFrom, unusedUntil, asleep);
    }

    public Lifetime asleepSince(Instant now) {
        return new Lifetime(issued, expires, revoked, opensFrom, unusedUntil, Optional.of(now));
    }

    public Lifetime awake() {
        return new Lifetime(issued, expires, revoked, opensFrom, unusedUntil, Optional.empty());
    }

    public boolean isExpired(Instant now) {
        return expires.filter(e -> !now.isBefore(e)).isPresent();
    }

    public boolean isRevoked() {
        return revoked.isPresent();
    }

    boolean isTooEarly(Instant now) {
        return opensFrom.filter(now::isBefore).isPresent();
    }

    boolean isTooLateForAFirstUse(Instant now) {
        return unusedUntil.filter(u -> !now.isBefore(u)).isPresent();
    }

    public boolean isAsleep() {
        return asleep.isPresent();
    }
}
