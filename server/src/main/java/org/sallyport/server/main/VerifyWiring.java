package org.sallyport.server.main;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.http.ConnectedServer;
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
                Caps.DEFAULT,
                Deadlines.DEFAULT);
        var listener = VerifyListener.open(settings, wired.verifier(), installation.clock());
        return Optional.of(new Door("verify", List.of(listener.address()), listener::close));
    }
}
