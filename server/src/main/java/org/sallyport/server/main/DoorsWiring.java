package org.sallyport.server.main;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.http.ConnectedServer;
import org.sallyport.server.listener.http.VerifyListener;
import org.sallyport.server.listener.http.VerifySettings;

/// Opens the listeners that the configuration asks for.
final class DoorsWiring {
    private DoorsWiring() {}

    static VerifyListener verify(Settings.Verify verify, Verifier verifier, InstantSource clock) {
        var servers = verify.servers().stream()
                .map(server -> new ConnectedServer(server.name(), server.token()))
                .toList();
        Optional<CertificateFiles> tls =
                verify.tls().map(files -> new CertificateFiles(files.certificate(), files.key()));
        // A training run of the launcher ends before anybody could ask, and must not need a free port.
        var address =
                Rehearsal.isOn() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0) : of(verify.listen());
        var settings = new VerifySettings(address, tls, servers, Caps.DEFAULT, Deadlines.DEFAULT);
        return VerifyListener.open(settings, verifier, clock);
    }

    static InetSocketAddress of(ListenAddress listen) {
        var address = listen.host().equals("*")
                ? new InetSocketAddress(listen.port())
                : new InetSocketAddress(listen.host(), listen.port());
        if (address.isUnresolved()) {
            throw new Unavailable("the address " + listen, "its name is not known on this machine");
        }
        return address;
    }
}
