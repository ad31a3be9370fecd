package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.secret.Digest;

/// An issued app password: everything about it but the secret, which nobody can get back.
///
/// @param digest of the canonical letters, keyed and salted with the account's salt
public record AppPassword(
        AppPasswordId id, AccountId account, Label label, Digest digest, Scope scope, Lifetime lifetime, Uses uses) {

    /// One whose first use decides nothing.
    public AppPassword(
            AppPasswordId id,
            AccountId account,
            Label label,
            Digest digest,
            Scope scope,
            Lifetime lifetime,
            Optional<LastUse> lastUse) {
        this(id, account, label, digest, scope, lifetime, new Uses(Uses.NONE.first(), lastUse));
    }

    public AppPassword revokedAt(Instant now) {
        return with(lifetime.revokedAt(now));
    }

    /// Opens nothing until it is woken.
    public AppPassword asleepSince(Instant now) {
        return with(lifetime.asleepSince(now));
    }

    public AppPassword awake() {
        return with(lifetime.awake());
    }

    private AppPassword with(Lifetime changed) {
        return new AppPassword(id, account, label, digest, scope, changed, uses);
    }

    public AppPassword withLabel(Label changed) {
        return new AppPassword(id, account, changed, digest, scope, lifetime, uses);
    }

    public AppPassword with(FirstUse.Happened use) {
        return with(new Uses(use, uses.last()));
    }

    public AppPassword with(Uses changed) {
        return new AppPassword(id, account, label, digest, scope, lifetime, changed);
    }

    /// The same, allowed for one more family and network; empty where nothing has tied it, or there is no room.
    public Optional<AppPassword> allowing(Protocol.Family family, Network network) {
        return uses.first() instanceof FirstUse.Happened(var at, var ties)
                        && !ties.areNone()
                        && !ties.areFullFor(network)
                ? Optional.of(with(new FirstUse.Happened(at, ties.and(family, network))))
                : Optional.empty();
    }

    /// Empty until it has opened something.
    public Optional<LastUse> lastUse() {
        return uses.last();
    }

    /// Whether it waits for its first use, be it in vain.
    public boolean isAwaited() {
        return uses.first() instanceof FirstUse.Awaited;
    }

    /// Whether nothing used it in time. It never opens anything again.
    public boolean hasDied(Instant now) {
        return isAwaited() && lifetime.isTooLateForAFirstUse(now);
    }

    /// Whether it opens nothing yet.
    public boolean isTooEarly(Instant now) {
        return isAwaited() && lifetime.isTooEarly(now);
    }

    /// What its first use tied it to, and what its owner allowed besides.
    public Ties ties() {
        return uses.first() instanceof FirstUse.Happened(var at, var ties) ? ties : Ties.NONE;
    }
}
