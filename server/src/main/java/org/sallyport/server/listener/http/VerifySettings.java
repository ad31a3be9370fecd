package org.sallyport.server.listener.http;

import java.util.HashSet;
import java.util.List;
import org.sallyport.server.listener.ListenerSettings;

/// What HTTP verify is told by the configuration.
///
/// @param listener where it listens; in clear on loopback only, since passwords pass here
/// @param servers who may ask, by different names and with different tokens
/// @param routes what the ways of asking need to know
public record VerifySettings(ListenerSettings listener, List<ConnectedServer> servers, RouteSettings routes) {
    /// What HTTP is called in ALPN (RFC 7301 section 6).
    public static final List<String> APPLICATION_PROTOCOLS = List.of("http/1.1");

    public VerifySettings {
        servers = List.copyOf(servers);
        var names = new HashSet<String>();
        for (var server : servers) {
            if (!names.add(server.name())) {
                throw new IllegalArgumentException("two connected servers are named \"" + server.name() + "\"");
            }
        }
    }
}
