package org.sallyport.server.listener;

import java.util.List;
import java.util.Optional;

/// Where a listener listens and what it takes on.
///
/// @param name what the log calls it: `verify`
/// @param places at least one
/// @param tls empty where no place speaks TLS
/// @param lookout of what goes on beyond one connection
public record ListenerSettings(
        String name,
        List<Place> places,
        Optional<TlsSettings> tls,
        Networks networks,
        Caps caps,
        Deadlines deadlines,
        Lookout lookout) {
    public ListenerSettings {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("the listener " + name + " needs a place to listen");
        }
        boolean wanted =
                places.stream().anyMatch(place -> place instanceof Place.Tcp tcp && tcp.tls() != TlsStart.NEVER);
        if (wanted && tls.isEmpty()) {
            throw new IllegalArgumentException("the listener " + name + " needs a certificate for TLS");
        }
    }

    /// Without a lookout.
    public ListenerSettings(
            String name,
            List<Place> places,
            Optional<TlsSettings> tls,
            Networks networks,
            Caps caps,
            Deadlines deadlines) {
        this(name, places, tls, networks, caps, deadlines, Lookout.NONE);
    }
}
