package org.sallyport.core.verify;

import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Terms;

/// One app password of a snapshot and what it opens, worked out when the snapshot is made: an ordinary sign-in then
/// reads a few neighbouring words of memory instead of a dozen records. Thread-safe.
///
/// A short cut, not a second authority: it says yes only where none of the [rules][Rule] refuses, and wherever it says
/// nothing they are asked.
final class Opener {
    private final AppPassword appPassword;
    private final Verdict.Accepted accepted;
    private final EnumSet<Protocol> protocols = EnumSet.noneOf(Protocol.class);
    private final long untilSecond;
    private volatile @Nullable Tally latest;

    Opener(Account account, MfaState state, Terms terms, AppPassword appPassword) {
        this.appPassword = appPassword;
        this.accepted = Case.accepted(account, appPassword);
        boolean opensAnything = account.isActive()
                && state != MfaState.DISABLED
                && terms.areAllowed()
                && !appPassword.isAwaited()
                && !appPassword.lifetime().isRevoked()
                && !appPassword.lifetime().isAsleep();
        // Networks are left to the rules: who limits an app password to some has more to read anyway.
        var ties = appPassword.ties().under(terms.tying());
        boolean fromAnywhere =
                appPassword.scope().networks().isEmpty() && ties.networks().isEmpty();
        if (opensAnything && fromAnywhere) {
            protocols.addAll(appPassword.scope().protocols());
            protocols.removeIf(protocol -> !ties.allow(protocol) || !terms.open(protocol));
        }
        this.untilSecond =
                appPassword.lifetime().expires().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
    }

    AppPassword appPassword() {
        return appPassword;
    }

    /// Whether it certainly opens this. False says nothing: the last second before it expires is left to the rules.
    boolean opens(Protocol protocol, Instant now) {
        return protocols.contains(protocol) && now.getEpochSecond() < untilSecond;
    }

    /// The verdict where it [opens][#opens].
    Verdict.Accepted accepted() {
        return accepted;
    }

    /// The tally of its latest use, since an app mostly comes back the same way.
    @Nullable
    Tally latest() {
        return latest;
    }

    void usedAs(Tally tally) {
        latest = tally;
    }
}
