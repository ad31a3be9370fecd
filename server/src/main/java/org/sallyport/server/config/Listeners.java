package org.sallyport.server.config;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;

/// What the configuration file says about each listener.
///
/// @param dovecot empty where nobody is to be spoken to in this protocol
/// @param ldap the same
public record Listeners(Settings.Verify verify, Optional<Dovecot> dovecot, Optional<Ldap> ldap) {

    /// The listener that speaks the Dovecot authentication protocol.
    ///
    /// @param callers who may connect to the addresses; empty for everybody who reaches them
    /// @param asker how the audit log calls them
    /// @param userdb the socket for account look-ups
    public record Dovecot(
            List<ListenAddress> listen,
            List<Settings.Socket> sockets,
            Optional<Settings.Tls> tls,
            List<Network> callers,
            String asker,
            OutageSign outage,
            Optional<Settings.Socket> userdb) {
        public Dovecot {
            listen = List.copyOf(listen);
            sockets = List.copyOf(sockets);
            callers = List.copyOf(callers);
        }
    }
}
