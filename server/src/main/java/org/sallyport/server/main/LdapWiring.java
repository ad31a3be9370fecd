package org.sallyport.server.main;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.roster.Roster;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.ldap.LdapListener;
import org.sallyport.server.listener.ldap.LdapService;
import org.sallyport.server.listener.ldap.LdapSettings;

/// Opens LDAP where the configuration asks for it.
final class LdapWiring {
    private static final Caps CAPS = new Caps(4096, 1024, 256, 256);

    /// Programs keep connections for later: web servers for as long as their processes live.
    private static final Deadlines DEADLINES = new Deadlines(
            Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofSeconds(30), Duration.ofSeconds(15));

    private LdapWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        return installation.settings().listeners().ldap().map(ldap -> {
            var listener = LdapListener.open(
                    settings(ldap), wired.verifier(), new Roster(wired.store()), installation.clock());
            return new Door("ldap", listener.addresses(), listener::close);
        });
    }

    private static LdapSettings settings(Ldap ldap) {
        var tls = DoorsWiring.of(ldap.tls()).map(files -> new TlsSettings(List.of(files), List.of()));
        var listener =
                new ListenerSettings("ldap", places(ldap), tls, ldap.networks().proxies(), CAPS, DEADLINES);
        var networks = ldap.networks();
        return new LdapSettings(listener, ldap.suffix(), networks.inClear(), networks.bases(), services(ldap));
    }

    private static List<Place> places(Ldap ldap) {
        var places = new ArrayList<Place>();
        var inClear = ldap.tls().isPresent() ? TlsStart.ON_REQUEST : TlsStart.NEVER;
        ldap.listen().forEach(listen -> places.add(new Place.Tcp(DoorsWiring.toBind(listen), inClear)));
        ldap.listenTls().forEach(listen -> places.add(new Place.Tcp(DoorsWiring.toBind(listen), TlsStart.AT_ONCE)));
        return places;
    }

    private static List<LdapService> services(Ldap ldap) {
        return ldap.services().stream()
                .map(service -> new LdapService(service.name(), service.password(), service.base(), service.protocol()))
                .toList();
    }
}
