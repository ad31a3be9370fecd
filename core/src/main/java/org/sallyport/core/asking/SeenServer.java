package org.sallyport.core.asking;

import java.time.Instant;

/// When a server was heard of.
///
/// @param last never before `first`
public record SeenServer(AskingServer server, Instant first, Instant last) {
    public SeenServer {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(server + " was last seen before it was first seen");
        }
    }

    /// Both in one.
    public SeenServer and(SeenServer other) {
        return new SeenServer(
                server,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }
}
