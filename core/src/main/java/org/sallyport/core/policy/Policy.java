package org.sallyport.core.policy;

import java.time.Duration;

/// What holds for one account: the limits, with everything that was decided for everybody and for its groups.
///
/// Many accounts share one, so that what snapshots hold does not grow with the number of people.
///
/// @param terms on which it holds app passwords; those in [#limits()] are the organisation's, before groups
public record Policy(Limits limits, Terms terms) {
    /// What holds for whoever is in no group that anything is said of.
    public static Policy of(Limits limits) {
        var terms = limits.terms();
        return new Policy(
                limits, new Terms(Terms.Holding.ALLOWED, Duration.ZERO, terms.unusedDieAfter(), terms.tying()));
    }

    Policy with(Limits other) {
        return new Policy(other, terms);
    }

    Policy with(Terms other) {
        return new Policy(limits, other);
    }
}
