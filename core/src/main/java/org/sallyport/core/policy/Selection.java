package org.sallyport.core.policy;

import java.util.Set;
import java.util.function.Predicate;

/// What something is limited to: nothing in particular, or a few that are named.
public sealed interface Selection<T> {
    record Any<T>() implements Selection<T> {}

    /// @param named maybe none, where two limits leave nothing in common
    record Only<T>(Set<T> named) implements Selection<T> {
        public Only {
            named = Set.copyOf(named);
        }
    }

    /// Whether it is within the limits.
    ///
    /// @param isWithin one of the named
    default boolean admits(Predicate<T> isWithin) {
        return switch (this) {
            case Any() -> true;
            case Only(var named) -> named.stream().anyMatch(isWithin);
        };
    }
}
