package org.sallyport.server.main;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.roster.Roster;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.ldap.LdapListener;
import org.sallyport.server.listener.ldap.LdapService;
import org.sallyport.server.listener.ldap.LdapSettings;

/// Opens LDAP where the configuration asks for it.
final class LdapWiring {
    /// Programs keep connections for later: web servers for as long as their processes live.
    private static final Deadlines DEADLINES = new Deadlines(
            Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofSeconds(30), Duration.ofSeconds(15));

    private static final ListenerWiring LISTENER =
            new ListenerWiring("ldap", TlsStart.ON_REQUEST, List.of(), DEADLINES);

    private LdapWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        return installation.settings().listeners().ldap().map(ldap -> {
            var listener = LdapListener.open(
                    settings(ldap, wired), wired.verifier(), new Roster(wired.store()), installation.clock());
            return new Door("ldap", listener.addresses(), listener::close);
        });
    }

    private static LdapSettings settings(Ldap ldap, Wired wired) {
        return new LdapSettings(
                LISTENER.settings(ldap.listening(), wired.lookout()),
                ldap.suffix(),
                ldap.inClear(),
                ldap.basesFrom(),
                services(ldap));
    }

    private static List<LdapService> services(Ldap ldap) {
        return ldap.services().stream()
                .map(service -> new LdapService(
                        service.name(),
                        service.password(),
                        service.account(),
                        service.base(),
                        service.protocol(),
                        service.outage()))
                .toList();
    }
}
