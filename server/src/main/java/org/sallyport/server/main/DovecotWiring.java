package org.sallyport.server.main;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.dovecot.UserdbListener;
import org.sallyport.server.listener.dovecot.UserdbSettings;

/// Opens the Dovecot authentication protocol where the configuration asks for it.
final class DovecotWiring {
    private static final ListenerWiring LISTENER =
            new ListenerWiring("dovecot", TlsStart.AT_ONCE, List.of(), Deadlines.DEFAULT);

    private DovecotWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        return installation.settings().listeners().dovecot().map(dovecot -> open(dovecot, installation, wired));
    }

    private static Door open(Listeners.Dovecot dovecot, Installation installation, Wired wired) {
        var settings = new DovecotSettings(
                LISTENER.settings(dovecot.listening(), wired.lookout()), dovecot.asker(), dovecot.outage());
        var listener = DovecotListener.open(settings, wired.verifier(), installation.clock());
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

    private static UserdbListener userdb(Settings.Socket socket, Wired wired) {
        return UserdbListener.open(
                new UserdbSettings(ListenerWiring.place(socket), Caps.DEFAULT, Deadlines.DEFAULT),
                name -> wired.snapshots().find(name).isPresent());
    }
}
