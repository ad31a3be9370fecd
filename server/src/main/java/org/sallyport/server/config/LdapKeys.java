package org.sallyport.server.config;

import com.unboundid.ldap.sdk.DN;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.secret.Secret;

/// The keys of LDAP, and what they mean together.
final class LdapKeys {
    static final Key<ListenAddress> LISTEN = Key.required(
                    "listeners.ldap.listen[]",
                    Kinds.LISTEN,
                    "Where LDAP listens, in clear until a program asks for StartTLS. "
                            + "An address that other machines reach needs listeners.ldap.tls.",
                    "127.0.0.1:389")
            .orNothing("no LDAP in clear");
    static final Key<ListenAddress> LISTEN_TLS = Key.required(
                    "listeners.ldap.listen-tls[]",
                    Kinds.LISTEN,
                    "Where LDAPS listens, behind TLS from the first byte. Needs listeners.ldap.tls.",
                    "*:636")
            .orNothing("no LDAPS");
    private static final ListenerKeys LISTENER = new ListenerKeys(LISTEN, "/run/sallyport/ldapi", Listening.Caps.LDAP);
    static final Key<String> SUFFIX = Key.required(
                    "listeners.ldap.suffix",
                    Kind.shown(String.class, "a name like dc=olive,dc=example", LdapKeys::suffix),
                    "What every name in the directory ends with.",
                    "dc=olive,dc=example")
            .orNothing("required where LDAP listens");
    static final Key<Network> IN_CLEAR_FROM = Key.required(
                    "listeners.ldap.in-clear-from[]",
                    Kinds.NETWORK,
                    "From where passwords are taken without TLS; everybody else is told that TLS is needed. "
                            + "Only where nobody can listen in between.",
                    "127.0.0.0/8")
            .orNothing("127.0.0.0/8 and ::1");
    static final Key<Network> BASES_FROM = Key.required(
                    "listeners.ldap.bases-from[]",
                    Kinds.NETWORK,
                    "From where binds below the base of a service are its people's without a bind of that service before. "
                            + "From elsewhere the same name counts as under `ou=people`.",
                    "192.0.2.0/24")
            .orNothing("127.0.0.0/8 and ::1");
    static final Key<String> SERVICE_NAME = Key.required(
            "listeners.ldap.services[].name",
            Kinds.SERVER_NAME,
            "What the audit log calls a program that asks. It binds as `cn=NAME,ou=services,SUFFIX`.",
            "nextcloud");
    static final Key<Secret> SERVICE_PASSWORD = Key.required(
                    "listeners.ldap.services[].password",
                    Kinds.SECRET,
                    "The program's own password, by reference, at least 20 characters. Whoever has it may search.",
                    "file:/etc/sallyport/nextcloud.password")
            .orNothing("without account either, the program does not bind itself, and cannot search");
    static final Key<Username> SERVICE_ACCOUNT = Key.required(
                    "listeners.ldap.services[].account",
                    Kind.shown(Username.class, "a user name", Username::parse),
                    "In the place of a password: the account whose app passwords for ldap the program binds with. "
                            + "They are listed, limited, revoked and audited like any other.",
                    "nextcloud@olive.example")
            .orNothing("no account");
    static final Key<String> SERVICE_BASE = Key.required(
                    "listeners.ldap.services[].base",
                    Kinds.SERVER_NAME,
                    "People bind, and are found, below `ou=BASE,SUFFIX` too, as this program's people.",
                    "nextcloud")
            .orNothing("binds on a connection on which the program itself has bound are its people's");
    static final Key<Protocol> SERVICE_PROTOCOL = Key.required(
            "listeners.ldap.services[].protocol",
            Kinds.choice(Protocol.class),
            "Which protocol an app password must be for to open this program.",
            "http");

    static final Key<Ldap.Outage> SERVICE_OUTAGE = Key.withDefault(
            "listeners.ldap.services[].outage",
            Kinds.choice(Ldap.Outage.class),
            "answer",
            "How the program is told to ask again when it binds: nobody can tell now, or the person has to wait. `answer` is 52 or 51, "
                    + "and a wrong password to SSSD; `close` closes the connection, which SSSD tells apart.");

    static final List<Key<?>> ALL = Stream.of(
                    LISTENER.all(),
                    List.<Key<?>>of(
                            LISTEN_TLS,
                            SUFFIX,
                            IN_CLEAR_FROM,
                            BASES_FROM,
                            SERVICE_NAME,
                            SERVICE_PASSWORD,
                            SERVICE_ACCOUNT,
                            SERVICE_BASE,
                            SERVICE_PROTOCOL,
                            SERVICE_OUTAGE))
            .flatMap(List::stream)
            .toList();

    private static final String SERVICES = "listeners.ldap.services";
    private static final List<Network> THIS_MACHINE = List.of(
            Network.parse("127.0.0.0/8").orElseThrow(), Network.parse("::1/128").orElseThrow());

    private LdapKeys() {}

    static void check(Answers answers) {
        LISTENER.check(answers);
        var certificate = LISTENER.tls().certificate();
        ListenerKeys.listens(answers, LISTEN_TLS).forEach((path, address) -> {
            if (!answers.isWritten(certificate)) {
                answers.wrong(path, "needs " + certificate.path() + ": there is no TLS without a certificate");
            }
        });
        boolean listens = isListedAnywhere(answers);
        if (listens && !answers.isWritten(SUFFIX)) {
            answers.wrong(SUFFIX.path(), "is missing; " + Answers.needs(SUFFIX));
        }
        if (!listens && answers.isWritten(SUFFIX)) {
            answers.wrong(SUFFIX.path(), "is set, but none of listeners.ldap.listen, listen-tls and sockets is");
        }
        checkServices(answers);
    }

    /// Every address that LDAP listens on, by its path.
    static Map<String, ListenAddress> listens(Answers answers) {
        var listens = new LinkedHashMap<>(LISTENER.listens(answers));
        listens.putAll(ListenerKeys.listens(answers, LISTEN_TLS));
        return listens;
    }

    /// Only after [#check] and without any problem; empty where LDAP listens nowhere.
    static Optional<Ldap> settings(Answers answers) {
        if (!isListedAnywhere(answers)) {
            return Optional.empty();
        }
        return Optional.of(new Ldap(
                LISTENER.settings(answers, answers.all(LISTEN_TLS)),
                answers.require(SUFFIX),
                orThisMachine(answers.all(IN_CLEAR_FROM)),
                orThisMachine(answers.all(BASES_FROM)),
                services(answers)));
    }

    private static List<Network> orThisMachine(List<Network> networks) {
        return networks.isEmpty() ? THIS_MACHINE : networks;
    }

    private static List<Ldap.Service> services(Answers answers) {
        var services = new ArrayList<Ldap.Service>();
        for (int i = 0; i < answers.entries(SERVICES); i++) {
            services.add(new Ldap.Service(
                    answers.find(SERVICE_NAME, i).orElseThrow(),
                    answers.find(SERVICE_PASSWORD, i),
                    answers.find(SERVICE_ACCOUNT, i),
                    answers.find(SERVICE_BASE, i),
                    answers.find(SERVICE_PROTOCOL, i).orElseThrow(),
                    answers.find(SERVICE_OUTAGE, i).orElseThrow()));
        }
        return services;
    }

    private static void checkServices(Answers answers) {
        var names = new HashMap<String, String>();
        var bases = new HashMap<String, String>();
        for (int i = 0; i < answers.entries(SERVICES); i++) {
            checkOwn(answers, SERVICE_NAME, i, names, "a name");
            checkOwn(answers, SERVICE_BASE, i, bases, "a base");
            var base = answers.find(SERVICE_BASE, i).filter(Ldap.Service.TAKEN_BASES::contains);
            if (base.isPresent()) {
                answers.wrong(
                        SERVICE_BASE.inEntry(i),
                        "needs a base of its own, found \"" + base.get() + "\", which has a meaning already");
            }
            var password = answers.find(SERVICE_PASSWORD, i);
            if (password.isPresent() && answers.find(SERVICE_ACCOUNT, i).isPresent()) {
                answers.wrong(
                        SERVICE_ACCOUNT.inEntry(i),
                        "stands beside " + SERVICE_PASSWORD.inEntry(i) + "; a program has one of the two");
            }
            if (password.isPresent() && password.get().length() < Ldap.Service.LEAST_PASSWORD) {
                answers.wrong(
                        SERVICE_PASSWORD.inEntry(i),
                        "needs at least " + Ldap.Service.LEAST_PASSWORD
                                + " characters; openssl rand -hex 32 makes a good one");
            }
        }
    }

    private static void checkOwn(Answers answers, Key<String> key, int entry, Map<String, String> seen, String what) {
        var path = key.inEntry(entry);
        answers.find(key, entry).ifPresent(value -> {
            var first = seen.putIfAbsent(value, path);
            if (first != null) {
                answers.wrong(path, "needs " + what + " of its own, found \"" + value + "\" as in " + first);
            }
        });
    }

    private static boolean isListedAnywhere(Answers answers) {
        return LISTENER.isWritten(answers) || answers.entries(LISTEN_TLS) > 0;
    }

    private static Optional<String> suffix(String text) {
        return Optional.of(text).filter(name -> !name.isBlank() && DN.isValidDN(name));
    }
}
