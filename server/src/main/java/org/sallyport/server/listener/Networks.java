package org.sallyport.server.listener;

import java.net.InetAddress;
import java.util.List;
import org.sallyport.core.caller.Network;

/// Which networks mean something to a listener.
///
/// @param proxies connections from here begin with a PROXY header, version 1 or 2, and are closed without one; from
///     anywhere else such a header is no header but the first bytes of whoever sends it
/// @param callers who may connect to a port; nobody else is let in. None at all stands for everybody
public record Networks(List<Network> proxies, List<Network> callers) {
    /// Everybody may connect, and nobody speaks for others.
    public static final Networks ANY = new Networks(List.of(), List.of());

    public Networks {
        proxies = List.copyOf(proxies);
        callers = List.copyOf(callers);
    }

    boolean isProxy(InetAddress peer) {
        return proxies.stream().anyMatch(network -> network.contains(peer));
    }

    boolean isWelcome(InetAddress source) {
        return callers.isEmpty() || callers.stream().anyMatch(network -> network.contains(source));
    }
}
