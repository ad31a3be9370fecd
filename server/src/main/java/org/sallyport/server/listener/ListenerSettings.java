package org.sallyport.server.listener;

import java.util.List;
import java.util.Optional;

/// Where a listener listens and what it takes on.
///
/// @param name what the log calls it: `verify`
/// @param places at least one
/// @param tls empty where no place speaks TLS
/// @param stress asked at every connection; while it is on, those who have not proved who they are make room sooner
public record ListenerSettings(
        String name,
        List<Place> places,
        Optional<TlsSettings> tls,
        Networks networks,
        Caps caps,
        Deadlines deadlines,
        Stress stress) {
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

    /// Knows nothing about guessing.
    public ListenerSettings(
            String name,
            List<Place> places,
            Optional<TlsSettings> tls,
            Networks networks,
            Caps caps,
            Deadlines deadlines) {
        this(name, places, tls, networks, caps, deadlines, Stress.NONE);
    }
}
