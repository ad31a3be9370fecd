package org.sallyport.core.source;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.account.AccountId;

/// That an account is the same person as one whom a source knows. An account may have several, and one source knows
/// one person by one key.
///
/// @param state what the source said last
/// @param since when the state began
/// @param seen when the source named them last, by an hour or so
public record SourceLink(
        AccountId account, SourceKey key, SourceState state, Instant since, Instant seen, Owned owned) {
    /// A look that finds nothing new is written down this often, so that a source that is read every half minute does
    /// not write a row for everybody each time.
    static final Duration SEEN_EVERY = Duration.ofHours(1);

    /// The same after the source said something.
    SourceLink said(SourceState said, Owned owns, Instant now) {
        return new SourceLink(account, key, said, said == state ? since : now, now, owns);
    }

    boolean isStale(Instant now) {
        return !now.isBefore(seen.plus(SEEN_EVERY));
    }
}
