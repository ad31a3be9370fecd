package org.sallyport.server.main;

import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.http.ConnectedServer;
import org.sallyport.server.listener.http.MailServer;
import org.sallyport.server.listener.http.RouteSettings;
import org.sallyport.server.listener.http.VerifyListener;
import org.sallyport.server.listener.http.VerifySettings;

/// Opens HTTP verify, which there always is.
final class VerifyWiring {
    private VerifyWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        var verify = installation.settings().verify();
        var servers = verify.servers().stream()
                .map(server -> new ConnectedServer(server.name(), server.token()))
                .toList();
        var settings = new VerifySettings(
                DoorsWiring.toBind(verify.listen()),
                DoorsWiring.of(verify.tls()),
                servers,
                routes(verify.routes()),
                Caps.DEFAULT,
                Deadlines.DEFAULT);
        var listener = VerifyListener.open(settings, wired.verifier(), installation.clock());
        return Optional.of(new Door("verify", List.of(listener.address()), listener::close));
    }

    private static RouteSettings routes(Settings.Routes routes) {
        var mailServers = new EnumMap<Protocol, MailServer>(Protocol.class);
        routes.mailServers()
                .forEach((protocol, server) ->
                        mailServers.put(protocol, new MailServer(server.getAddress(), server.getPort())));
        return new RouteSettings(routes.realm(), routes.trustedProxies(), mailServers);
    }
}
