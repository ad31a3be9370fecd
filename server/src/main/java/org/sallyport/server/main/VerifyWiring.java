package org.sallyport.server.main;

import java.util.EnumMap;
import java.util.Optional;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.http.ConnectedServer;
import org.sallyport.server.listener.http.MailServer;
import org.sallyport.server.listener.http.RouteSettings;
import org.sallyport.server.listener.http.VerifyListener;
import org.sallyport.server.listener.http.VerifySettings;

/// Opens HTTP verify, which there always is.
final class VerifyWiring {
    private static final ListenerWiring LISTENER =
            new ListenerWiring("verify", TlsStart.AT_ONCE, VerifySettings.APPLICATION_PROTOCOLS, Deadlines.DEFAULT);

    private VerifyWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        var verify = installation.settings().verify();
        var servers = verify.servers().stream()
                .map(server -> new ConnectedServer(server.name(), server.role(), server.token()))
                .toList();
        var settings = new VerifySettings(
                LISTENER.settings(verify.listening(), wired.lookout()), servers, routes(verify.routes()));
        var listener = VerifyListener.open(settings, wired.verifier(), wired.reports(), installation.clock());
        return Optional.of(new Door("verify", listener.addresses(), listener::close));
    }

    private static RouteSettings routes(Settings.Routes routes) {
        var mailServers = new EnumMap<Protocol, MailServer>(Protocol.class);
        routes.mailServers()
                .forEach((protocol, server) ->
                        mailServers.put(protocol, new MailServer(server.getAddress(), server.getPort())));
        return new RouteSettings(routes.realm(), routes.trustedProxies(), mailServers);
    }
}
