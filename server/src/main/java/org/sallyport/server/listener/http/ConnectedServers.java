package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.listener.BySecret;

/// Finds the connected server by the token it shows. Thread-safe.
final class ConnectedServers {
    private final BySecret<Asker> askers;

    ConnectedServers(List<ConnectedServer> servers) {
        this.askers = new BySecret<>(
                servers,
                server -> new Asker(server.name(), server.role()),
                server -> server.token().copy());
    }

    /// The server whose token this is.
    Optional<Asker> find(byte[] token) {
        return askers.find(token);
    }
}
