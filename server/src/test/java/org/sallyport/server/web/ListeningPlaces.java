package org.sallyport.server.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.asking.Watcher;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Lookout;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.Stress;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;

/// Where listeners are opened in tests of the pages, and how the configuration says the same.
final class ListeningPlaces {
    private static final Listening.Networks EVERYBODY = new Listening.Networks(List.of(), List.of());

    private ListeningPlaces() {}

    static ListenerSettings settings(String name, Place place, Optional<TlsSettings> tls, Watcher watcher) {
        return new ListenerSettings(
                name,
                List.of(place),
                tls,
                Networks.ANY,
                Caps.DEFAULT,
                Deadlines.DEFAULT,
                new Lookout(Stress.NONE, watcher));
    }

    static Place.Tcp anywhere(TlsStart tls) {
        return new Place.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls);
    }

    static SocketAddress nowhere() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalSocketAddress();
        }
    }

    static Listening at(SocketAddress address, Settings.Tls... certificates) {
        return new Listening(
                List.of(listen(address)),
                List.of(),
                List.of(),
                List.of(certificates),
                EVERYBODY,
                Listening.Caps.VERIFY);
    }

    /// Behind TLS from the first byte, as LDAP has it beside the others.
    static Listening atTls(SocketAddress address, Settings.Tls certificate) {
        return new Listening(
                List.of(), List.of(listen(address)), List.of(), List.of(certificate), EVERYBODY, Listening.Caps.LDAP);
    }

    static Listening at(Path socket) {
        var file = new Settings.Socket(
                socket, PosixFilePermissions.fromString("rw-------"), Optional.empty(), Optional.empty());
        return new Listening(List.of(), List.of(), List.of(file), List.of(), EVERYBODY, Listening.Caps.VERIFY);
    }

    private static ListenAddress listen(SocketAddress address) {
        return new ListenAddress("127.0.0.1", ((InetSocketAddress) address).getPort());
    }
}
