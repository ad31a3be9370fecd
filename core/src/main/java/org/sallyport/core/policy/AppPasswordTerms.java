package org.sallyport.core.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.GroupName;

/// The terms on which the organisation's people hold app passwords; from its configuration file.
///
/// @param unusedDieAfter how long an app password waits for its first use; empty for ever
/// @param tying what that first use ties it to
/// @param targets groups whose members' new app passwords open nothing for ten minutes, and are told of twice
/// @param without groups whose members hold none
public record AppPasswordTerms(
        Optional<Duration> unusedDieAfter, Tying tying, Set<GroupName> targets, Set<GroupName> without) {

    /// How long a new app password of a likely target opens nothing.
    public static final Duration DELAY_OF_TARGETS = Duration.ofMinutes(10);

    public AppPasswordTerms {
        if (unusedDieAfter.filter(time -> !time.isPositive()).isPresent()) {
            throw new IllegalArgumentException(
                    "what is never used dies after some time or not at all, found " + unusedDieAfter.get());
        }
        targets = Set.copyOf(targets);
        without = Set.copyOf(without);
    }

    /// Fifteen minutes, tied to the kind of app, no groups.
    public static AppPasswordTerms standard() {
        return new AppPasswordTerms(Optional.of(Duration.ofMinutes(15)), Tying.PROTOCOL, Set.of(), Set.of());
    }
}
