package org.sallyport.core.policy;

import java.time.Instant;
import java.util.Optional;

/// What an admin decided for a subject.
///
/// @param since when it was decided; grace days count from here
/// @param appsUntil where a rollout has set it: apps may use the account password until then and not after, whatever is
///     registered; empty where the MFA state alone says it
public record Requirement(Subject subject, MfaState.Required required, Instant since, Optional<Instant> appsUntil) {
    public Requirement(Subject subject, MfaState.Required required, Instant since) {
        this(subject, required, since, Optional.empty());
    }

    /// Whether apps may still use the account password beside app passwords.
    public boolean isObserving(Instant now) {
        return appsUntil.filter(now::isBefore).isPresent();
    }
}
