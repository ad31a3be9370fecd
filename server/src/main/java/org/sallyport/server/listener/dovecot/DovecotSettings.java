package org.sallyport.server.listener.dovecot;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;

/// What the listener of the Dovecot protocol is told by the configuration.
///
/// @param places for this machine or a network of servers only: whoever reaches them may ask
/// @param callers the networks that may connect to a port; none stands for everybody
/// @param asker what the audit log calls whoever asks here
public record DovecotSettings(
        List<Place> places,
        Optional<TlsSettings> tls,
        List<Network> callers,
        String asker,
        OutageSign outage,
        Caps caps,
        Deadlines deadlines) {
    /// Callers are servers, which open a connection for each of their processes, and all from one address.
    public static final Caps CAPS = new Caps(4096, 4096, 256);

    ListenerSettings listener() {
        return new ListenerSettings("dovecot", places, tls, List.of(), callers, caps, deadlines);
    }
}
