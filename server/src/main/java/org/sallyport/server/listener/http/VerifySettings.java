package org.sallyport.server.listener.http;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;

/// What HTTP verify is told by the configuration.
///
/// @param address where it listens; port 0 takes any free one
/// @param tls empty for loopback only: passwords pass here
/// @param servers who may ask, by different names and with different tokens
/// @param routes what the ways of asking need to know
public record VerifySettings(
        InetSocketAddress address,
        Optional<CertificateFiles> tls,
        List<ConnectedServer> servers,
        RouteSettings routes,
        Caps caps,
        Deadlines deadlines) {
    public VerifySettings {
        servers = List.copyOf(servers);
        var names = new HashSet<String>();
        for (var server : servers) {
            if (!names.add(server.name())) {
                throw new IllegalArgumentException("two connected servers are named \"" + server.name() + "\"");
            }
        }
    }

    /// In clear on this address, with the default caps and deadlines.
    public static VerifySettings inClear(InetSocketAddress address, List<ConnectedServer> servers) {
        return new VerifySettings(
                address, Optional.empty(), servers, RouteSettings.DEFAULT, Caps.DEFAULT, Deadlines.DEFAULT);
    }

    ListenerSettings listener() {
        var place = new Place.Tcp(address, tls.isPresent() ? TlsStart.AT_ONCE : TlsStart.NEVER);
        var shown = tls.map(files -> new TlsSettings(List.of(files), List.of("http/1.1")));
        return new ListenerSettings("verify", List.of(place), shown, List.of(), caps, deadlines);
    }
}
