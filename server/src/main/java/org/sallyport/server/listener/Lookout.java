package org.sallyport.server.listener;

import org.sallyport.core.asking.Watcher;

/// What a listener knows, and tells, of what goes on beyond one connection.
///
/// @param stress asked at every connection; while it is on, those who have not proved who they are make room sooner
/// @param watcher hears which servers ask, and how they are answered
public record Lookout(Stress stress, Watcher watcher) {
    /// For listeners that know nothing about guessing, and whose askers nobody wants to know.
    public static final Lookout NONE = new Lookout(Stress.NONE, Watcher.NONE);
}
