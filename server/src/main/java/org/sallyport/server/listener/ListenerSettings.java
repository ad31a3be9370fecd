package org.sallyport.server.listener;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;

/// Where a listener listens and what it takes on.
///
/// @param name what the log calls it: `verify`
/// @param places at least one
/// @param tls empty where no place speaks TLS
/// @param proxies connections from these networks begin with a PROXY header, version 1 or 2, and are closed without
///     one; from anywhere else such a header is no header but the first bytes of whoever sends it
/// @param callers who may connect to a port; nobody else is let in. None at all stands for everybody
public record ListenerSettings(
        String name,
        List<Place> places,
        Optional<TlsSettings> tls,
        List<Network> proxies,
        List<Network> callers,
        Caps caps,
        Deadlines deadlines) {
    public ListenerSettings {
        places = List.copyOf(places);
        proxies = List.copyOf(proxies);
        callers = List.copyOf(callers);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("the listener " + name + " needs a place to listen");
        }
        boolean wanted =
                places.stream().anyMatch(place -> place instanceof Place.Tcp tcp && tcp.tls() != TlsStart.NEVER);
        if (wanted && tls.isEmpty()) {
            throw new IllegalArgumentException("the listener " + name + " needs a certificate for TLS");
        }
    }

    /// Everybody may connect.
    public ListenerSettings(
            String name,
            List<Place> places,
            Optional<TlsSettings> tls,
            List<Network> proxies,
            Caps caps,
            Deadlines deadlines) {
        this(name, places, tls, proxies, List.of(), caps, deadlines);
    }
}
