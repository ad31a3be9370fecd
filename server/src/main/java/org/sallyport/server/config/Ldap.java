package org.sallyport.server.config;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.secret.Secret;

/// LDAP.
///
/// @param listen in clear until a program asks for StartTLS, which it may where there is a certificate
/// @param listenTls LDAPS
/// @param suffix what every name ends with
public record Ldap(
        List<ListenAddress> listen,
        List<ListenAddress> listenTls,
        Optional<Settings.Tls> tls,
        String suffix,
        Networks networks,
        List<Service> services) {
    public Ldap {
        listen = List.copyOf(listen);
        listenTls = List.copyOf(listenTls);
        services = List.copyOf(services);
    }

    /// @param inClear from where passwords are taken without TLS
    /// @param bases from where a base stands for its service without a bind of that service
    /// @param proxies whose connections begin with a PROXY header
    public record Networks(List<Network> inClear, List<Network> bases, List<Network> proxies) {
        public Networks {
            bases = List.copyOf(bases);
            inClear = List.copyOf(inClear);
            proxies = List.copyOf(proxies);
        }
    }

    /// A program that asks.
    ///
    /// @param name how the audit log calls it
    /// @param base below which its people bind too
    public record Service(String name, Optional<Secret> password, Optional<String> base, Protocol protocol) {}
}
