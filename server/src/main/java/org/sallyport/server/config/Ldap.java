package org.sallyport.server.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.secret.Secret;

/// LDAP.
///
/// @param listening in clear until a program asks for StartTLS, which it may where there is a certificate
/// @param suffix what every name ends with
/// @param inClear from where passwords are taken without TLS
/// @param basesFrom from where a base stands for its service without a bind of that service
public record Ldap(
        Listening listening, String suffix, List<Network> inClear, List<Network> basesFrom, List<Service> services) {
    public Ldap {
        inClear = List.copyOf(inClear);
        basesFrom = List.copyOf(basesFrom);
        services = List.copyOf(services);
    }

    /// How the audit log calls people's apps that ask by themselves.
    public static final String NO_SERVICE = "ldap";

    /// How a program is told "not now" to a bind, be it an outage or a wait. Some take every answer but "yes" for a
    /// wrong password; to some of those a connection that closes is something else.
    public enum Outage {
        /// 51 (busy) or 52 (unavailable).
        ANSWER,
        /// A closed connection.
        CLOSE
    }

    /// A program that asks.
    ///
    /// @param name how the audit log calls it
    /// @param account whose app passwords it binds with; never together with a password
    /// @param base below which its people bind too
    /// @param outage how it is told "not now" to a bind
    public record Service(
            String name,
            Optional<Secret> password,
            Optional<Username> account,
            Optional<String> base,
            Protocol protocol,
            Outage outage) {
        /// In bytes.
        public static final int LEAST_PASSWORD = 20;

        /// Bases with a meaning of their own.
        public static final Set<String> TAKEN_BASES = Set.of("people", "groups", "services");
    }
}
