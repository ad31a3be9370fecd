package org.sallyport.server.listener;

/// What a conversation is told, as an event in its pipeline, when a caller takes too long. A conversation that has
/// nothing to say to that passes it on, and its connection is closed.
public enum TooSlow {
    /// A message that has begun does not come on as fast as [Pace] demands.
    MESSAGE
}
