package org.sallyport.server.main;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.dovecot.UserdbListener;
import org.sallyport.server.listener.dovecot.UserdbSettings;

/// Opens the Dovecot authentication protocol where the configuration asks for it.
final class DovecotWiring {
    private DovecotWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        return installation.settings().listeners().dovecot().map(dovecot -> open(dovecot, installation, wired));
    }

    private static Door open(Listeners.Dovecot dovecot, Installation installation, Wired wired) {
        var listener = DovecotListener.open(settings(dovecot), wired.verifier(), installation.clock());
        boolean opened = false;
        try {
            var userdb = dovecot.userdb().map(socket -> userdb(socket, wired));
            opened = true;
            List<SocketAddress> addresses = new ArrayList<>(listener.addresses());
            userdb.ifPresent(second -> addresses.addAll(second.addresses()));
            return new Door("dovecot", addresses, () -> {
                listener.close();
                userdb.ifPresent(UserdbListener::close);
            });
        } finally {
            if (!opened) {
                listener.close();
            }
        }
    }

    private static DovecotSettings settings(Listeners.Dovecot dovecot) {
        var places = new ArrayList<Place>();
        for (var listen : dovecot.listen()) {
            places.add(new Place.Tcp(
                    DoorsWiring.toBind(listen), dovecot.tls().isPresent() ? TlsStart.AT_ONCE : TlsStart.NEVER));
        }
        dovecot.sockets().forEach(socket -> places.add(place(socket)));
        return new DovecotSettings(
                places,
                DoorsWiring.of(dovecot.tls()).map(files -> new TlsSettings(List.of(files), List.of())),
                dovecot.callers(),
                dovecot.asker(),
                dovecot.outage(),
                DovecotSettings.CAPS,
                Deadlines.DEFAULT);
    }

    private static UserdbListener userdb(Settings.Socket socket, Wired wired) {
        return UserdbListener.open(
                new UserdbSettings(place(socket), Caps.DEFAULT, Deadlines.DEFAULT),
                name -> wired.snapshots().find(name).isPresent());
    }

    private static Place.Unix place(Settings.Socket socket) {
        return new Place.Unix(socket.path(), socket.mode(), socket.owner(), socket.group());
    }
}
