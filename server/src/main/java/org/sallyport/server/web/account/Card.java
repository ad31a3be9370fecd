package org.sallyport.server.web.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.MfaState;

/// An app password as its owner sees it.
///
/// @param protocols in the order in which the form offers them
/// @param networks empty for anywhere
public record Card(
        String id,
        String label,
        Instant issued,
        Optional<LastUse> lastUse,
        List<Protocol> protocols,
        List<String> networks,
        Condition condition) {

    /// Whether it opens anything now.
    public sealed interface Condition {
        /// Goes on until revoked.
        record Open() implements Condition {}

        record OpenUntil(Instant expires) implements Condition {}

        record Expired(Instant since) implements Condition {}

        /// MFA is not required now, so it opens nothing.
        record Asleep() implements Condition {}
    }

    static Card of(AppPassword appPassword, MfaState state, Instant now) {
        var scope = appPassword.scope();
        return new Card(
                appPassword.id().toString(),
                appPassword.label().value(),
                appPassword.lifetime().issued(),
                appPassword.lastUse(),
                scope.protocols().stream().sorted().toList(),
                scope.networks().stream().map(Network::toString).sorted().toList(),
                condition(appPassword, state, now));
    }

    private static Condition condition(AppPassword appPassword, MfaState state, Instant now) {
        var expires = appPassword.lifetime().expires();
        if (expires.isPresent() && appPassword.lifetime().isExpired(now)) {
            return new Condition.Expired(expires.get());
        }
        if (state == MfaState.DISABLED) {
            return new Condition.Asleep();
        }
        return expires.<Condition>map(Condition.OpenUntil::new).orElseGet(Condition.Open::new);
    }

    public boolean isAsleep() {
        return condition instanceof Condition.Asleep;
    }

    public boolean isExpired() {
        return condition instanceof Condition.Expired;
    }

    /// When it ends or ended by itself.
    public Optional<Instant> ends() {
        return switch (condition) {
            case Condition.OpenUntil(var at) -> Optional.of(at);
            case Condition.Expired(var at) -> Optional.of(at);
            case Condition.Open(), Condition.Asleep() -> Optional.empty();
        };
    }
}
