package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;

/// A directory in memory, with people below `ou=people,dc=acme,dc=example`, and an [LdapSource] that asks it.
final class AcmeDirectory implements AutoCloseable {
    static final SourceName NAME = new SourceName("ldap/acme");
    static final String PEOPLE = "ou=people,dc=acme,dc=example";
    static final String GROUPS = "ou=groups,dc=acme,dc=example";

    /// Whom passwords were tried of, as the directory saw it.
    final List<String> binds = new CopyOnWriteArrayList<>();

    /// Below which entries was searched.
    final List<String> searched = new CopyOnWriteArrayList<>();

    final SettableClock clock = SettableClock.atNow();
    private final InMemoryDirectoryServer server;

    /// How many members of a group it hands over at once.
    volatile int mostMembers = Integer.MAX_VALUE;

    final LdapSource source;
    volatile Optional<LDAPException> answer = Optional.empty();

    AcmeDirectory(DirectorySettings.Groups groups, DirectorySettings.Binds limits) {
        try {
            var config = new InMemoryDirectoryServerConfig("dc=acme,dc=example");
            config.addAdditionalBindCredentials("cn=sallyport", "reads only");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("in clear", InetAddress.getLoopbackAddress(), 0, null));
            config.setSchema(null);
            config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
                @Override
                public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
                        throws LDAPException {
                    var dn = request.getRequest().getBindDN();
                    if (!dn.equals("cn=sallyport")) {
                        binds.add(dn);
                        if (answer.isPresent()) {
                            throw answer.get();
                        }
                    }
                }

                @Override
                public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
                    searched.add(request.getRequest().getBaseDN());
                    Ranges.noteAsked(request);
                }

                @Override
                public void processSearchEntry(InMemoryInterceptedSearchEntry entry) {
                    Ranges.cut(entry, mostMembers);
                }
            });
            server = new InMemoryDirectoryServer(config);
            server.add("dn: dc=acme,dc=example", "objectClass: domain", "dc: acme");
            server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
            server.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
            server.startListening();
            source = new LdapSource(settings(groups), limits, Fixtures.keyset(), clock);
        } catch (LDAPException | LDIFException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static AcmeDirectory plain() {
        return new AcmeDirectory(
                groups(DirectorySettings.Groups.Kind.NONE, DirectorySettings.Nested.NO),
                new DirectorySettings.Binds(3, Duration.ofMinutes(30)));
    }

    static DirectorySettings.Groups groups(DirectorySettings.Groups.Kind kind, DirectorySettings.Nested nested) {
        try {
            var base = kind == DirectorySettings.Groups.Kind.NONE ? Optional.<DN>empty() : Optional.of(new DN(GROUPS));
            return new DirectorySettings.Groups(kind, base, Filter.create("(objectClass=group*)"), "cn", nested);
        } catch (LDAPException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private DirectorySettings settings(DirectorySettings.Groups groups) throws LDAPException {
        return new DirectorySettings(
                NAME,
                new DirectorySettings.Way(
                        List.of(URI.create("ldap://127.0.0.1:" + server.getListenPort())),
                        DirectorySettings.StartTls.NO,
                        Optional.empty(),
                        Optional.of(new DN("cn=sallyport")),
                        Optional.of(Secret.of("reads only"))),
                new DN(PEOPLE),
                Filter.create("(objectClass=inetOrgPerson)"),
                new DirectorySettings.Attributes(
                        "employeeNumber", "uid", "cn", "mail", Optional.of("preferredLanguage")),
                groups,
                10);
    }

    static SourceKey key(String id) {
        return new SourceKey(NAME, id);
    }

    static String dn(String uid) {
        return "uid=" + uid + "," + PEOPLE;
    }

    /// Somebody whose id is `id-UID`, with hyphens for blanks.
    void add(String uid, String password, String... more) {
        var lines = new ArrayList<>(List.of(
                "dn: " + dn(uid),
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: The one called " + uid,
                "sn: " + uid,
                "employeeNumber: id-" + uid.replace(' ', '-'),
                "userPassword: " + password));
        lines.addAll(List.of(more));
        act(() -> server.add(lines.toArray(String[]::new)));
    }

    void addGroup(String name, String... members) {
        var lines = new ArrayList<>(List.of(
                "dn: cn=" + name + ",ou=groups,dc=acme,dc=example", "objectClass: groupOfNames", "cn: " + name));
        for (var member : members) {
            lines.add("member: " + member);
        }
        act(() -> server.add(lines.toArray(String[]::new)));
    }

    void set(String uid, String attribute, String value) {
        act(() -> server.modify(dn(uid), new Modification(ModificationType.REPLACE, attribute, value)));
    }

    void remove(String uid) {
        act(() -> server.delete(dn(uid)));
    }

    void shutDown() {
        server.shutDown(true);
    }

    void saysActiveDirectory(String data) {
        answer = Optional.of(new LDAPException(
                ResultCode.INVALID_CREDENTIALS,
                "80090308: LdapErr: DSID-0C09042F, comment: AcceptSecurityContext error, data " + data + ", v2580"));
    }

    private interface Act {
        void now() throws LDAPException, LDIFException;
    }

    private static void act(Act act) {
        try {
            act.now();
        } catch (LDAPException | LDIFException fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    public void close() {
        source.close();
        server.shutDown(true);
    }
}
