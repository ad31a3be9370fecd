package org.sallyport.core.asking;

/// A server with when it was heard of on any node, and how much it asks this one.
///
/// @param minute what came within the last minute
/// @param hour what came within the last hour
public record ServerStanding(SeenServer seen, Rate minute, Rate hour) {
    public AskingServer server() {
        return seen.server();
    }
}
