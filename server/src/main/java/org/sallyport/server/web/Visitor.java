package org.sallyport.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.policy.Terms;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.staff.Duties;

/// Somebody who has typed the right account password in this session, or has come by a passkey alone, as of this
/// request.
///
/// @param account read anew for every request, so that a disabled one is out at once
/// @param rights likewise
/// @param passwordChanged when the account password was set
/// @param secondFactor that was last proved in this session, from wherever
/// @param isSpared whether the browser was recognised and spared the second factor at sign-in; that proves nothing
/// where a fresh one is asked for
/// @param isReplacing whether an onboarding code that was typed in this session has opened the way to a new method, and
/// it is still open
public record Visitor(
        Account account,
        Rights rights,
        Instant passwordChanged,
        Optional<FactorProof> secondFactor,
        boolean isSpared,
        boolean isReplacing) {
    public MfaStanding standing() {
        return rights.standing();
    }

    /// On which they hold app passwords.
    public Terms terms() {
        return policy().terms();
    }

    /// What was decided for them.
    public Policy policy() {
        return rights.policy();
    }

    public boolean may(Permission permission) {
        return Duties.of(rights.role()).contains(permission);
    }

    /// What the visitor may do about somebody.
    public Set<Permission> dutiesAbout(Account whom) {
        return Duties.about(rights.role(), whom.role());
    }

    public AccountId id() {
        return account.id();
    }

    /// The same with the role that counts.
    public Visitor withRole(Account.Role role) {
        var counting = new Rights(rights.standing(), rights.policy(), role, rights.holdsPasskey(), rights.need());
        return new Visitor(account, counting, passwordChanged, secondFactor, isSpared, isReplacing);
    }

    public Actor actor() {
        return new Actor.Person(account.id());
    }

    public Stage stage(Instant now) {
        return switch (standing().state()) {
            case DISABLED -> Stage.NOT_REQUIRED;
            case ENABLED -> standing().mayPutOff(now) ? Stage.SET_UP_OPEN : Stage.SET_UP_DUE;
            case ENFORCED -> whereInForce();
        };
    }

    private Stage whereInForce() {
        if (secondFactor.isPresent()) {
            return Stage.SIGNED_IN;
        }
        if (isReplacing) {
            return Stage.REPLACING;
        }
        return isSpared ? Stage.SIGNED_IN : Stage.SECOND_FACTOR_DUE;
    }

    /// When the second factor was last proved from where the visitor is; [Instant#EPOCH] for never.
    public Instant factorProved() {
        return secondFactor.filter(FactorProof::isFromHere).map(FactorProof::at).orElse(Instant.EPOCH);
    }

    /// Whether that was just now: what a stolen cookie must not do asks for this.
    public boolean isFresh(Instant now) {
        return Fresh.is(factorProved(), now);
    }

    /// Whether the visitor has a second factor to prove, and has not just now.
    public boolean needsStepUp(Instant now) {
        return stage(now) == Stage.SIGNED_IN && !isFresh(now);
    }

    /// The same for what staff do: where the administration opens with a passkey alone, no code is fresh there.
    public boolean needsStepUpAsStaff(Instant now) {
        return stage(now) == Stage.SIGNED_IN && !isFreshAsStaff(now);
    }

    /// Whether what the administration asks for was proved just now.
    public boolean isFreshAsStaff(Instant now) {
        return switch (rights.need()) {
            case PASSKEY -> provedByPasskeyWithin(Fresh.FOR, now);
            case SECOND_FACTOR, NOTHING -> isFresh(now);
        };
    }

    /// Whether a passkey was proved from here within `age` before `now`, whatever was proved since.
    public boolean provedByPasskeyWithin(Duration age, Instant now) {
        return secondFactor
                .flatMap(FactorProof::byPasskey)
                .filter(at -> now.isBefore(at.plus(age)))
                .isPresent();
    }

    /// Whether the second factor was proved from here within `age` before `now`.
    public boolean provedWithin(Duration age, Instant now) {
        return now.isBefore(factorProved().plus(age));
    }
}
