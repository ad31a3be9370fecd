package org.sallyport.core.source;

import java.time.Instant;
import java.util.Optional;

/// How far a source is read, and who reads it: one node at a time.
///
/// @param mark where the next reading of changes goes on
/// @param read when the last good reading ended
/// @param full when the last good reading of everybody began
/// @param wanted what somebody asked for by hand and nobody has begun
/// @param lease who reads it now
/// @param held whom the source would suspend and who is held back, since they are so many
public record SourceReading(
        SourceName source,
        Optional<String> mark,
        Optional<Instant> read,
        Optional<Instant> full,
        Optional<Wanted> wanted,
        Optional<Lease> lease,
        Optional<Held> held) {

    static SourceReading never(SourceName source) {
        return new SourceReading(
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public enum Wanted {
        /// Everybody is read, and nothing is done.
        DRY_RUN,
        /// Everybody is read.
        FULL
    }

    /// @param holder which process
    public record Lease(String holder, Instant until) {}

    /// @param people how many would be suspended at once
    /// @param of how many the source had let sign in
    /// @param since when that was found
    /// @param released whether an admin has said that it is right
    public record Held(int people, int of, Instant since, Release released) {}

    public enum Release {
        NOT_YET,
        YES
    }

    SourceReading wanting(Optional<Wanted> changed) {
        return new SourceReading(source, mark, read, full, changed, lease, held);
    }

    SourceReading leased(Optional<Lease> changed) {
        return new SourceReading(source, mark, read, full, wanted, changed, held);
    }

    SourceReading holding(Optional<Held> changed) {
        return new SourceReading(source, mark, read, full, wanted, lease, changed);
    }

    SourceReading after(Optional<String> nextMark, Instant ended, Optional<Instant> lastFull) {
        return new SourceReading(source, nextMark, Optional.of(ended), lastFull, wanted, lease, held);
    }
}
