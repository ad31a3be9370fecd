package org.sallyport.core.apppassword;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;

/// What an app password opens.
///
/// @param protocols at least one
/// @param networks from where; empty means from anywhere
public record Scope(Set<Protocol> protocols, Set<Network> networks) {
    public Scope {
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("a scope has at least one protocol");
        }
        protocols = Collections.unmodifiableSet(EnumSet.copyOf(protocols));
        networks = Set.copyOf(networks);
    }

    /// Every protocol, from anywhere.
    public static Scope everything() {
        return new Scope(EnumSet.allOf(Protocol.class), Set.of());
    }

    /// What mail programs need: IMAP, POP3, SMTP and filters.
    public static Scope mail() {
        return new Scope(EnumSet.of(Protocol.IMAP, Protocol.POP3, Protocol.SMTP, Protocol.SIEVE), Set.of());
    }

    public boolean allows(Protocol protocol) {
        return protocols.contains(protocol);
    }

    /// False also where networks are listed and the source is unknown: what cannot be told is not allowed.
    public boolean allows(Source source) {
        if (networks.isEmpty()) {
            return true;
        }
        return source.address()
                .map(address -> networks.stream().anyMatch(n -> n.contains(address)))
                .orElse(false);
    }
}
