package org.sallyport.core.policy;

import java.time.Duration;
import java.util.Optional;

/// The terms on which one account holds app passwords.
///
/// @param delay how long a new one opens nothing; zero for not at all
/// @param unusedDieAfter how long a new one waits for its first use once it opens anything; empty for ever
/// @param tying what that first use ties it to
public record Terms(Holding holding, Duration delay, Optional<Duration> unusedDieAfter, Tying tying) {
    public enum Holding {
        ALLOWED,
        /// A group of the account's has none: what it holds sleeps, and it gets no new ones.
        NOT_ALLOWED
    }

    /// Those of devices: their limits say all there is to say.
    public static final Terms OF_DEVICES = new Terms(Holding.ALLOWED, Duration.ZERO, Optional.empty(), Tying.OFF);

    public boolean areAllowed() {
        return holding == Holding.ALLOWED;
    }

    /// Whether anything hangs on when and where a new one is used first.
    public boolean awaitFirstUse() {
        return !delay.isZero() || unusedDieAfter.isPresent() || tying != Tying.OFF;
    }
}
