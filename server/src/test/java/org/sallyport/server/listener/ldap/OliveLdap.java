package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixIds;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.roster.PosixDesk;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;

/// LDAP of Olive & Pine on a free port, with the whole core behind it.
///
/// Eleni and Nikos are in the staff, Eleni in the press too; MFA is in force for both, and Eleni has Unix numbers.
final class OliveLdap implements AutoCloseable {
    static final String SUFFIX = "dc=olive,dc=example";
    static final String ELENI = "uid=eleni@olive.example,ou=people," + SUFFIX;
    static final String NIKOS = "uid=nikos@olive.example,ou=people," + SUFFIX;
    static final String STAFF = "cn=Staff,ou=groups," + SUFFIX;
    static final String SERVICE = "cn=nextcloud,ou=services," + SUFFIX;
    static final String SERVICE_PASSWORD = "a-password-of-a-program";

    /// The account that a service binds as, which nobody has added yet.
    static final String SCANNER = "scanner@olive.example";

    static final String SCANNER_SERVICE = "cn=scanner,ou=services," + SUFFIX;

    /// How many look-ups may be under way at once.
    static final int ROOM = 10;

    final MovableStore store = new MovableStore(new MemoryStore(Fixtures.keyset()));
    final Organisation olive = new Organisation(store, Fixtures.keyset(), Limits.standard());
    final PosixDesk posix = new PosixDesk(store, olive.clock);
    final Account eleni = add("eleni@olive.example", "Ελένη Παππά", "Staff", "Press");
    final Account nikos = add("nikos@olive.example", "Nikos Vlachos", "Staff");

    Verifier verifier = olive.verifier;
    TlsStart start = TlsStart.NEVER;
    Optional<TlsSettings> tls = Optional.empty();
    List<Network> inClear = List.of(Network.parse("127.0.0.0/8").orElseThrow());
    List<Network> basesFrom = inClear;
    Deadlines deadlines = Deadlines.DEFAULT;
    AnswerRoom answers = AnswerRoom.ofThisProcess();
    Duration patience = LdapDesk.PATIENCE_OF_CALLERS;

    private @Nullable LdapListener listener;

    OliveLdap() {
        posix.give(eleni.id(), new PosixIds(10_001, 10_000, "/home/eleni", "/bin/bash"), new Actor.Operator());
        posix.give(new GroupName("staff"), 10_000, new Actor.Operator());
    }

    Account add(String name, String displayName, String... groups) {
        var account = olive.enforced(name);
        Set<GroupName> names = Arrays.stream(groups).map(GroupName::new).collect(Collectors.toSet());
        var changed = account.withProfile(new Profile(displayName, Locale.ENGLISH, names));
        var _ = store.transact(books -> Accounts.in(books).replace(changed));
        return changed;
    }

    /// A new app password of this person for these protocols.
    String appPassword(Account account, Protocol first, Protocol... more) {
        var scope = new Scope(EnumSet.of(first, more), Set.of());
        try (var secret = olive.issue(account, scope).secret()) {
            return secret.reveal();
        }
    }

    LdapListener listener() {
        var opened = listener;
        if (opened == null) {
            opened = LdapListener.open(
                    settings(new Caps(1000, 1000, ROOM)), verifier, new Roster(store), olive.clock, answers, patience);
            listener = opened;
        }
        return opened;
    }

    LdapSettings settings(Caps caps) {
        var place = new Place.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), start);
        return new LdapSettings(
                new ListenerSettings("ldap", List.of(place), tls, Networks.ANY, caps, deadlines),
                SUFFIX,
                inClear,
                basesFrom,
                services());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener().addresses().getFirst();
    }

    /// Somebody with a client of LDAP.
    LDAPConnection client() throws LDAPException {
        var options = new LDAPConnectionOptions();
        options.setBindWithDNRequiresPassword(false);
        options.setConnectTimeoutMillis(20_000);
        options.setResponseTimeoutMillis(20_000);
        return new LDAPConnection(
                options, address().getAddress().getHostAddress(), address().getPort());
    }

    /// The same, bound as the service that may search.
    LDAPConnection service() throws LDAPException {
        var client = client();
        client.bind(SERVICE, SERVICE_PASSWORD);
        return client;
    }

    /// The code that a bind gets.
    static ResultCode bind(LDAPConnection client, String name, String password) {
        try {
            return client.bind(new SimpleBindRequest(name, password)).getResultCode();
        } catch (LDAPException refused) {
            return refused.getResultCode();
        }
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
    }

    static List<LdapService> services() {
        Optional<Secret> password = Optional.of(Secret.of(SERVICE_PASSWORD));
        Optional<Secret> none = Optional.empty();
        return List.of(
                service("nextcloud", password, Optional.empty(), Protocol.HTTP),
                service("mailserver", password, Optional.of("imap"), Protocol.IMAP),
                service("submission", none, Optional.of("smtp"), Protocol.SMTP),
                new LdapService(
                        "scanner", none, Username.parse(SCANNER), Optional.empty(), Protocol.HTTP, Ldap.Outage.ANSWER),
                new LdapService(
                        "unix", none, Username.parse(SCANNER), Optional.of("unix"), Protocol.LDAP, Ldap.Outage.CLOSE));
    }

    private static LdapService service(
            String name, Optional<Secret> password, Optional<String> base, Protocol protocol) {
        return new LdapService(name, password, Optional.empty(), base, protocol, Ldap.Outage.ANSWER);
    }
}
