package org.sallyport.server.main;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Olive & Pine with its three doors open and its clockwork going.
final class OpenOlive implements AutoCloseable {
    final String config;
    final WiredOlive olive;
    final Clockwork clockwork;
    final InetSocketAddress verify;
    final InetSocketAddress dovecot;
    final InetSocketAddress ldap;

    private final Deque<Runnable> open = new ArrayDeque<>();

    /// @param folder where its configuration and its data go
    OpenOlive(Path folder) {
        config = OliveDoors.configuration(folder);
        olive = new WiredOlive(config);
        open.push(olive::close);
        clockwork = Clockwork.start(olive.installation, olive.wired);
        open.push(clockwork::close);
        verify = door(VerifyWiring.open(olive.installation, olive.wired));
        dovecot = door(DovecotWiring.open(olive.installation, olive.wired));
        ldap = door(LdapWiring.open(olive.installation, olive.wired));
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }

    private InetSocketAddress door(Optional<Door> door) {
        open.push(door.orElseThrow().close());
        return (InetSocketAddress) door.orElseThrow().addresses().getFirst();
    }
}
