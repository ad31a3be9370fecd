package org.sallyport.core.policy;

import java.time.Instant;
import java.util.Optional;

/// The MFA state of one account and how long registration may still be put off.
///
/// @param graceEnds present while Enabled; in the past or now when no time is left
public record MfaStanding(MfaState state, Optional<Instant> graceEnds) {
    /// Whether *Set it up now* may still be answered with "not now".
    public boolean mayPutOff(Instant now) {
        return graceEnds.filter(now::isBefore).isPresent();
    }

    /// Whether apps may sign in with the account password. While Enabled they may until the grace days end; where no
    /// grace days are granted they may until registration completes, since the pages let nobody past it.
    public boolean appsMayUseAccountPassword(Instant now, Limits limits) {
        if (limits.accountPasswordInApps() == Limits.AccountPasswordInApps.NEVER) {
            return false;
        }
        return switch (state) {
            case DISABLED -> true;
            case ENABLED -> limits.grace().isZero() || mayPutOff(now);
            case ENFORCED -> false;
        };
    }
}
