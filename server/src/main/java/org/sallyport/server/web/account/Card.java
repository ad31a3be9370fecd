package org.sallyport.server.web.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Terms;

/// An app password as its owner sees it.
public record Card(
        String id, String label, Instant issued, Optional<LastUse> lastUse, Reach reach, Condition condition) {

    /// What it opens at most, and what its first use narrowed that to.
    ///
    /// @param protocols in the order in which the form offers them
    /// @param networks empty for anywhere
    /// @param families codes of the kinds of app it is tied to; empty for none
    /// @param tiedNetworks those it is tied to; empty for none
    /// @param missesNetwork whether the policy ties to networks and the first use tied it to none
    public record Reach(
            List<Protocol> protocols,
            List<String> networks,
            List<String> families,
            List<Network> tiedNetworks,
            boolean missesNetwork) {

        public boolean isTied() {
            return !families.isEmpty() || !tiedNetworks.isEmpty();
        }
    }

    /// Whether it opens anything now.
    public sealed interface Condition {
        /// Goes on until revoked.
        record Open() implements Condition {}

        record OpenUntil(Instant expires) implements Condition {}

        /// It dies unless something uses it before.
        record Awaited(Instant until) implements Condition {}

        /// It opens nothing before.
        record NotYet(Instant from) implements Condition {}

        /// Nothing used it in time.
        record Died(Instant since) implements Condition {}

        record Expired(Instant since) implements Condition {}

        /// It was put to sleep, and opens nothing until its owner wakes it.
        record PutToSleep(Instant since) implements Condition {}

        /// MFA is not required now, so it opens nothing.
        record Asleep() implements Condition {}

        /// A group of its owner's has no app passwords, so it opens nothing.
        record NotAllowed() implements Condition {}
    }

    public static Card of(AppPassword appPassword, MfaStanding standing, Terms terms, Instant now) {
        return new Card(
                appPassword.id().toString(),
                appPassword.label().value(),
                appPassword.lifetime().issued(),
                appPassword.lastUse(),
                reach(appPassword, terms),
                condition(appPassword, standing.state(), terms, now));
    }

    private static Reach reach(AppPassword appPassword, Terms terms) {
        var scope = appPassword.scope();
        var ties = appPassword.ties().under(terms.tying());
        boolean wasUsed = appPassword.uses().first() instanceof FirstUse.Happened;
        return new Reach(
                scope.protocols().stream().filter(terms::open).sorted().toList(),
                scope.networks().stream().map(Network::toString).sorted().toList(),
                ties.families().stream().sorted().map(Protocol.Family::code).toList(),
                ties.networks().stream()
                        .sorted((one, other) -> one.toString().compareTo(other.toString()))
                        .toList(),
                wasUsed && terms.tying().isToNetwork() && ties.networks().isEmpty());
    }

    private static Condition condition(AppPassword appPassword, MfaState state, Terms terms, Instant now) {
        var lifetime = appPassword.lifetime();
        var expires = lifetime.expires();
        if (expires.isPresent() && lifetime.isExpired(now)) {
            return new Condition.Expired(expires.get());
        }
        var unusedUntil = lifetime.unusedUntil().filter(_ -> appPassword.isAwaited());
        if (unusedUntil.isPresent() && appPassword.hasDied(now)) {
            return new Condition.Died(unusedUntil.get());
        }
        var slept = lifetime.asleep();
        if (slept.isPresent()) {
            return new Condition.PutToSleep(slept.get());
        }
        if (state == MfaState.DISABLED) {
            return new Condition.Asleep();
        }
        if (!terms.areAllowed()) {
            return new Condition.NotAllowed();
        }
        var opensFrom = lifetime.opensFrom();
        if (opensFrom.isPresent() && appPassword.isTooEarly(now)) {
            return new Condition.NotYet(opensFrom.get());
        }
        if (unusedUntil.isPresent()) {
            return new Condition.Awaited(unusedUntil.get());
        }
        return expires.<Condition>map(Condition.OpenUntil::new).orElseGet(Condition.Open::new);
    }

    /// Whether it was made within the last day and opens something, or will: whoever was talked into making it, or sees
    /// that somebody else did, can still stop it.
    boolean isNew(Instant now) {
        return issued.isAfter(now.minus(Duration.ofDays(1)))
                && switch (condition) {
                    case Condition.Open(), Condition.OpenUntil _, Condition.Awaited _, Condition.NotYet _ -> true;
                    case Condition.Died _,
                            Condition.Expired _,
                            Condition.PutToSleep _,
                            Condition.Asleep(),
                            Condition.NotAllowed() -> false;
                };
    }

    public boolean isAsleep() {
        return condition instanceof Condition.Asleep;
    }

    public boolean isNotAllowed() {
        return condition instanceof Condition.NotAllowed;
    }

    public boolean isPutToSleep() {
        return condition instanceof Condition.PutToSleep;
    }

    public boolean isExpired() {
        return condition instanceof Condition.Expired;
    }

    public boolean isDead() {
        return condition instanceof Condition.Died;
    }

    /// When it ends or ended by itself.
    public Optional<Instant> ends() {
        return switch (condition) {
            case Condition.OpenUntil(var at) -> Optional.of(at);
            case Condition.Expired(var at) -> Optional.of(at);
            case Condition.Open(),
                    Condition.Awaited _,
                    Condition.NotYet _,
                    Condition.Died _,
                    Condition.PutToSleep _,
                    Condition.Asleep(),
                    Condition.NotAllowed() -> Optional.empty();
        };
    }

    /// When it dies, or died, unless something has used it by then.
    public Optional<Instant> unusedUntil() {
        return switch (condition) {
            case Condition.Awaited(var at) -> Optional.of(at);
            case Condition.Died(var at) -> Optional.of(at);
            case Condition.Open(),
                    Condition.OpenUntil _,
                    Condition.NotYet _,
                    Condition.Expired _,
                    Condition.PutToSleep _,
                    Condition.Asleep(),
                    Condition.NotAllowed() -> Optional.empty();
        };
    }

    /// From when on it opens anything, where that is still to come.
    public Optional<Instant> opensFrom() {
        return condition instanceof Condition.NotYet(var at) ? Optional.of(at) : Optional.empty();
    }
}
