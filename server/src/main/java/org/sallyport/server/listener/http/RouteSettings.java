package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Map;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;

/// What the ways of asking need to know.
///
/// @param realm what browsers show when they ask for a name and a password; printable ASCII
/// @param trustedProxies hops between a browser and the asking proxy whose addresses are never the browser's own
/// @param mailServers where nginx's mail proxy goes on to, for IMAP, POP3 and SMTP; what is absent is not proxied
public record RouteSettings(String realm, List<Network> trustedProxies, Map<Protocol, MailServer> mailServers) {
    public static final RouteSettings DEFAULT = new RouteSettings("Sallyport", List.of(), Map.of());

    public RouteSettings {
        trustedProxies = List.copyOf(trustedProxies);
        mailServers = Map.copyOf(mailServers);
    }
}
