package org.sallyport.server.listener.dovecot;

import org.sallyport.server.config.Listening;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.ListenerSettings;

/// What the listener of the Dovecot protocol is told by the configuration.
///
/// @param listener where it listens, for this machine or a network of servers only: whoever reaches it may ask
/// @param asker what the audit log calls whoever asks here
public record DovecotSettings(ListenerSettings listener, String asker, OutageSign outage) {
    /// Where the configuration says nothing.
    public static final Caps CAPS = Caps.of(Listening.Caps.DOVECOT);
}
