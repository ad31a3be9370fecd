package org.sallyport.server.config;

import java.util.Collection;
import java.util.List;
import org.sallyport.core.caller.Network;

/// What every listener is told in the same words.
///
/// @param listen in clear, or behind TLS where there is a certificate; LDAP begins in clear and goes on by StartTLS
/// @param listenTls behind TLS from the first byte, beside those in clear
/// @param certificates the first is for callers that name no server, or none of the others; empty for no TLS
public record Listening(
        List<ListenAddress> listen,
        List<ListenAddress> listenTls,
        List<Settings.Socket> sockets,
        List<Settings.Tls> certificates,
        Networks networks,
        Caps caps) {
    public Listening {
        listen = List.copyOf(listen);
        listenTls = List.copyOf(listenTls);
        sockets = List.copyOf(sockets);
        certificates = List.copyOf(certificates);
    }

    boolean isNowhere() {
        return listen.isEmpty() && listenTls.isEmpty() && sockets.isEmpty();
    }

    /// The same, but at these addresses where there is no other place.
    Listening orAt(Collection<ListenAddress> usual) {
        return isNowhere() ? new Listening(List.copyOf(usual), List.of(), sockets, certificates, networks, caps) : this;
    }

    /// @param callers who may connect to a port; empty for everybody who reaches it
    /// @param proxies whose connections begin with a PROXY header
    public record Networks(List<Network> callers, List<Network> proxies) {
        public Networks {
            callers = List.copyOf(callers);
            proxies = List.copyOf(proxies);
        }
    }

    /// @param connections in total
    /// @param perSource from one address
    /// @param unprovedPerSource from one address, of callers who have not shown who they are
    public record Caps(int connections, int perSource, int unprovedPerSource) {
        /// What holds for questions over HTTP where the file says nothing: enough for several Dovecot servers, each
        /// with thirty auth workers.
        public static final Caps VERIFY = new Caps(1024, 256, 256);

        /// For the Dovecot protocol: callers are servers, which open a connection for each of their processes, and all
        /// from one address.
        public static final Caps DOVECOT = new Caps(4096, 4096, 4096);

        /// For LDAP: a pool of connections for each of many machines, and more of them that have shown who they are.
        public static final Caps LDAP = new Caps(4096, 1024, 256);
    }
}
