package org.sallyport.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.Terms;

/// Somebody who has typed the right account password in this session, or has come by a passkey alone, as of this
/// request.
///
/// @param account read anew for every request, so that a disabled one is out at once
/// @param standing likewise
/// @param terms on which they hold app passwords, likewise
/// @param passwordChanged when the account password was set
/// @param secondFactorAt when the second factor was last proved in this session
/// @param isSpared whether the browser was recognised and spared the second factor at sign-in; that proves nothing
/// where a fresh one is asked for
/// @param isReplacing whether an onboarding code that was typed in this session has opened the way to a new method, and
/// it is still open
public record Visitor(
        Account account,
        MfaStanding standing,
        Terms terms,
        Instant passwordChanged,
        Optional<Instant> secondFactorAt,
        boolean isSpared,
        boolean isReplacing) {
    public AccountId id() {
        return account.id();
    }

    public Actor actor() {
        return new Actor.Person(account.id());
    }

    public Stage stage(Instant now) {
        return switch (standing.state()) {
            case DISABLED -> Stage.NOT_REQUIRED;
            case ENABLED -> standing.mayPutOff(now) ? Stage.SET_UP_OPEN : Stage.SET_UP_DUE;
            case ENFORCED -> whereInForce();
        };
    }

    private Stage whereInForce() {
        if (secondFactorAt.isPresent()) {
            return Stage.SIGNED_IN;
        }
        if (isReplacing) {
            return Stage.REPLACING;
        }
        return isSpared ? Stage.SIGNED_IN : Stage.SECOND_FACTOR_DUE;
    }

    /// Whether the second factor was proved within `age` before `now`.
    public boolean provedWithin(Duration age, Instant now) {
        return secondFactorAt.filter(at -> at.plus(age).isAfter(now)).isPresent();
    }
}
