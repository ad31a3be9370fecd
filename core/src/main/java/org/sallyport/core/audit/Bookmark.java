package org.sallyport.core.audit;

import java.time.Instant;
import java.util.Optional;

/// How far somebody has come who follows the audit log.
///
/// @param number of the last entry that they certainly have; 0 for none
/// @param moved when they came that far
/// @param trouble why they come no further, where they do not
public record Bookmark(long number, Instant moved, Optional<Trouble> trouble) {
    /// @param what in one line; for staff to read
    /// @param since when it began
    public record Trouble(String what, Instant since) {}
}
