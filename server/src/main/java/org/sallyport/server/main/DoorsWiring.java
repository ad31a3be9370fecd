package org.sallyport.server.main;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.config.ListenAddress;

/// Opens the listeners that the configuration asks for.
final class DoorsWiring {
    /// One line for each protocol.
    private static final List<Opening> PROTOCOLS =
            List.of(VerifyWiring::open, DovecotWiring::open, PostfixWiring::open, LdapWiring::open);

    private DoorsWiring() {}

    /// How one protocol's listener is opened.
    @FunctionalInterface
    interface Opening {
        /// The open listener; empty where the configuration asks for none.
        Optional<Door> open(Installation installation, Wired wired);
    }

    /// Opens all of them, or none.
    static Doors open(Installation installation, Wired wired) {
        var doors = new Doors();
        boolean opened = false;
        try {
            for (var protocol : PROTOCOLS) {
                protocol.open(installation, wired).ifPresent(doors::add);
            }
            opened = true;
        } finally {
            if (!opened) {
                doors.close();
            }
        }
        return doors;
    }

    /// The address to bind. A training run of the launcher ends before anybody could ask, and must not need a free
    /// port.
    static InetSocketAddress toBind(ListenAddress listen) {
        return Rehearsal.isOn() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0) : of(listen);
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
