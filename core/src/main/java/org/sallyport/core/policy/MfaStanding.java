package org.sallyport.core.policy;

import java.time.Instant;
import java.util.Optional;

/// The MFA state of one account and how long registration may still be put off.
///
/// @param graceEnds present while Enabled; in the past or now when no time is left
/// @param appsUntil where a rollout decides: until when apps may use the account password, whatever is registered
public record MfaStanding(MfaState state, Optional<Instant> graceEnds, Optional<Instant> appsUntil) {
    /// Where no rollout decides.
    public MfaStanding(MfaState state, Optional<Instant> graceEnds) {
        this(state, graceEnds, Optional.empty());
    }

    /// Whether *Set it up now* may still be answered with "not now".
    public boolean mayPutOff(Instant now) {
        return graceEnds.filter(now::isBefore).isPresent();
    }

    /// Whether apps may sign in with the account password. While Enabled they may until the grace days end; where no
    /// grace days are granted they may until registration completes, since the pages let nobody past it. Where a
    /// rollout decides they may until its date, and not after.
    public boolean appsMayUseAccountPassword(Instant now, Limits limits) {
        if (limits.accountPasswordInApps() == Limits.AccountPasswordInApps.NEVER) {
            return false;
        }
        return switch (state) {
            case DISABLED -> true;
            case ENABLED ->
                appsUntil.map(now::isBefore).orElseGet(() -> limits.grace().isZero() || mayPutOff(now));
            case ENFORCED -> isObserved(now);
        };
    }

    /// Whether a rollout still lets apps use the account password beside app passwords.
    public boolean isObserved(Instant now) {
        return observedUntil(now).isPresent();
    }

    /// Until when it does; empty where none does.
    public Optional<Instant> observedUntil(Instant now) {
        return appsUntil.filter(now::isBefore);
    }
}
