package org.sallyport.core.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.caller.Protocol;

/// The terms on which one account holds app passwords.
///
/// @param delay how long a new one opens nothing; zero for not at all
/// @param unusedDieAfter how long a new one waits for its first use once it opens anything; empty for ever
/// @param tying what that first use ties it to
/// @param closed what app passwords open for nobody here, whatever their scope says
public record Terms(
        Holding holding,
        Duration delay,
        Optional<Duration> unusedDieAfter,
        Tying tying,
        Lifespan lifespan,
        Set<Protocol.Family> closed) {
    public enum Holding {
        ALLOWED,
        /// A group of the account's has none: what it holds sleeps, and it gets no new ones.
        NOT_ALLOWED
    }

    /// Those of devices: their limits say all there is to say.
    public static final Terms OF_DEVICES = new Terms(Holding.ALLOWED, Duration.ZERO, Optional.empty(), Tying.OFF);

    public Terms {
        closed = Set.copyOf(closed);
    }

    /// Where they open everything, and last for ever.
    public Terms(Holding holding, Duration delay, Optional<Duration> unusedDieAfter, Tying tying) {
        this(holding, delay, unusedDieAfter, tying, Lifespan.ENDLESS, Set.of());
    }

    public boolean areAllowed() {
        return holding == Holding.ALLOWED;
    }

    /// Whether app passwords open this at all.
    public boolean open(Protocol protocol) {
        return !closed.contains(protocol.family());
    }

    /// Whether anything hangs on when and where a new one is used first.
    public boolean awaitFirstUse() {
        return !delay.isZero() || unusedDieAfter.isPresent() || tying != Tying.OFF;
    }

    Terms with(Holding other) {
        return new Terms(other, delay, unusedDieAfter, tying, lifespan, closed);
    }

    Terms withDelay(Duration other) {
        return new Terms(holding, other, unusedDieAfter, tying, lifespan, closed);
    }

    Terms withUnusedDieAfter(Optional<Duration> other) {
        return new Terms(holding, delay, other, tying, lifespan, closed);
    }

    Terms with(Tying other) {
        return new Terms(holding, delay, unusedDieAfter, other, lifespan, closed);
    }

    Terms with(Lifespan other) {
        return new Terms(holding, delay, unusedDieAfter, tying, other, closed);
    }

    Terms with(Protocol.Family family, Holding opening) {
        var others = EnumSet.noneOf(Protocol.Family.class);
        others.addAll(closed);
        others.remove(family);
        if (opening == Holding.NOT_ALLOWED) {
            others.add(family);
        }
        return new Terms(holding, delay, unusedDieAfter, tying, lifespan, others);
    }
}
