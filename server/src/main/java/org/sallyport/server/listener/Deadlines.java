package org.sallyport.server.listener;

import java.time.Duration;

/// How long a caller may take. Nothing that arrives byte by byte moves a deadline, but for the pace, which asks for
/// many.
///
/// @param handshake from connecting until a PROXY header and TLS are done
/// @param signIn from connecting until the caller has proved who it is, all handshakes included; what is being judged
///     then is answered first
/// @param request from the first byte of a request to its last, and from connecting to the first request
/// @param idle between two requests of a caller who has proved who it is
/// @param write until a caller takes an answer that is waiting for it
/// @param drain from being told to stop until the last connection is cut
/// @param pace how fast a message has to come that has begun, in whatever protocol
public record Deadlines(
        Duration handshake,
        Duration signIn,
        Duration request,
        Duration idle,
        Duration write,
        Duration drain,
        Pace pace) {
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(15));

    public Deadlines {
        for (var each : new Duration[] {handshake, signIn, request, idle, write, drain}) {
            if (!each.isPositive()) {
                throw new IllegalArgumentException("a deadline is longer than nothing, found " + each);
            }
        }
    }

    /// With the usual pace.
    public Deadlines(
            Duration handshake, Duration signIn, Duration request, Duration idle, Duration write, Duration drain) {
        this(handshake, signIn, request, idle, write, drain, Pace.DEFAULT);
    }

    /// A handshake may take as long as a request, and signing in a minute.
    public Deadlines(Duration request, Duration idle, Duration write, Duration drain) {
        this(request, Duration.ofMinutes(1), request, idle, write, drain);
    }
}
