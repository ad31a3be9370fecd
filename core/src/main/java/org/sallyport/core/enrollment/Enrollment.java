package org.sallyport.core.enrollment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;

/// Somebody on the way through "Set it up now".
///
/// @param key the authenticator app's key while it is not registered
/// @param proved when the last proof was given
/// @param expires when the way begins anew
/// @param revision counts steps; a step taken from an older one is refused
public record Enrollment(
        UUID id,
        AccountId account,
        Step step,
        Optional<PendingKey> key,
        Instant proved,
        Instant expires,
        long revision) {

    /// A key that is not registered yet.
    ///
    /// @param sealed the key, sealed for `enrollment:secret:id`
    /// @param made when; it is worthless ten minutes later unless proved
    /// @param shown whether it was shown already: it is shown once
    /// @param usedStep the time step of the code that proved it; negative before
    public record PendingKey(byte[] sealed, Instant made, boolean shown, long usedStep) {
        public PendingKey {
            sealed = sealed.clone();
        }

        @Override
        public byte[] sealed() {
            return sealed.clone();
        }

        @Override
        public String toString() {
            return "PendingKey[hidden]";
        }
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    Enrollment at(Step next) {
        return new Enrollment(id, account, next, key, proved, expires, revision);
    }

    Enrollment provedAt(Instant now) {
        return new Enrollment(id, account, step, key, now, expires, revision);
    }

    Enrollment withKey(PendingKey changed) {
        return new Enrollment(id, account, step, Optional.of(changed), proved, expires, revision);
    }

    Enrollment withoutKey() {
        return new Enrollment(id, account, step, Optional.empty(), proved, expires, revision);
    }

    public Enrollment withRevision(long changed) {
        return new Enrollment(id, account, step, key, proved, expires, changed);
    }
}
