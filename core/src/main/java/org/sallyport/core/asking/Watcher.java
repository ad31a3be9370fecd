package org.sallyport.core.asking;

import java.time.Instant;

/// Hears of every answer that a server gets. Called on event loops and from any thread: answers at once and never
/// fails.
@FunctionalInterface
public interface Watcher {
    /// Does not listen.
    Watcher NONE = (_, _, _) -> {};

    void answered(AskingServer server, Outcome outcome, Instant now);
}
