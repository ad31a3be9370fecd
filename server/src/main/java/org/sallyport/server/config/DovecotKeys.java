package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sallyport.core.caller.Network;

/// The keys of the listener that speaks the Dovecot authentication protocol, and what they mean together.
final class DovecotKeys {
    static final Key<ListenAddress> LISTEN = Key.required(
                    "listeners.dovecot.listen[]",
                    Kinds.LISTEN,
                    "Where the Dovecot authentication protocol is spoken to Postfix, Exim and others. Nobody signs in "
                            + "here: an address of this machine, or one that needs listeners.dovecot.tls and callers.",
                    "127.0.0.1:8089")
            .orNothing("no port");
    private static final SocketKeys SOCKETS = SocketKeys.under(
            "listeners.dovecot.sockets[]",
            Key.required(
                    "listeners.dovecot.sockets[].path",
                    Kinds.PATH,
                    "A socket in the file system where the same is spoken.",
                    "/var/spool/postfix/sallyport/auth"));
    private static final Key<Path> CERTIFICATE = Key.required(
                    "listeners.dovecot.tls.certificate",
                    Kinds.FILE,
                    "The certificate chain of the ports (PEM). Postfix and Exim do not speak TLS here; the agent does.",
                    "/etc/sallyport/tls/fullchain.pem")
            .orNothing("in clear, on this machine only");
    private static final Key<Path> PRIVATE_KEY = Key.required(
                    "listeners.dovecot.tls.key",
                    Kinds.FILE,
                    "The key of the certificate (PEM, PKCS #8, not encrypted).",
                    "/etc/sallyport/tls/privkey.pem")
            .orNothing("required with listeners.dovecot.tls.certificate");
    private static final Key<Network> CALLERS = Key.required(
                    "listeners.dovecot.callers[]",
                    Kinds.NETWORK,
                    "The servers that may connect to the ports; nobody else is let in.",
                    "192.0.2.25/32")
            .orNothing("everybody who reaches them, which is this machine");
    private static final Key<String> ASKER = Key.withDefault(
            "listeners.dovecot.asker",
            Kinds.SERVER_NAME,
            "dovecot-auth",
            "What the audit log calls whoever asks here.");
    private static final Key<OutageSign> OUTAGE = Key.withDefault(
            "listeners.dovecot.outage",
            Kinds.choice(OutageSign.class),
            "by-version",
            "How callers are told to ask again: nobody can tell now, or they have to wait. `fail` is what the protocol has for it, and is a wrong "
                    + "password to Postfix, Exim and chasquid; `close` is a temporary failure to them. "
                    + "`by-version`: `close` for callers that announce version 1.0, as Postfix and Exim do.");
    private static final SocketKeys USERDB = SocketKeys.under(
            "listeners.dovecot.userdb",
            Key.required(
                            "listeners.dovecot.userdb.path",
                            Kinds.PATH,
                            "A second socket on which chasquid asks whether an account exists.",
                            "/run/sallyport/userdb")
                    .orNothing("no such socket"));

    static final List<Key<?>> ALL = Stream.of(
                    List.<Key<?>>of(LISTEN),
                    SOCKETS.all(),
                    List.<Key<?>>of(CERTIFICATE, PRIVATE_KEY, CALLERS, ASKER, OUTAGE),
                    USERDB.all())
            .flatMap(List::stream)
            .toList();

    private static final TlsKeys TLS = new TlsKeys(CERTIFICATE, PRIVATE_KEY);
    private static final String LISTENS = "listeners.dovecot.listen";
    private static final String SOCKET_LIST = "listeners.dovecot.sockets";
    private static final String CALLER_LIST = "listeners.dovecot.callers";

    private DovecotKeys() {}

    static void check(Answers answers) {
        TLS.checkBoth(answers);
        listens(answers).forEach((path, address) -> {
            TLS.checkReach(answers, path, address);
            if (!address.isLoopback() && answers.entries(CALLER_LIST) == 0) {
                answers.wrong(
                        path,
                        "needs listeners.dovecot.callers: whoever reaches this address could try passwords, found \""
                                + address + "\"");
            }
        });
        for (var key : USERDB.all()) {
            if (answers.isWritten(key) && !answers.isWritten(USERDB.path())) {
                answers.wrong(key.path(), "is set, but listeners.dovecot.userdb.path is not");
            }
        }
    }

    /// Every address by its path.
    static Map<String, ListenAddress> listens(Answers answers) {
        var listens = new LinkedHashMap<String, ListenAddress>();
        for (int i = 0; i < answers.entries(LISTENS); i++) {
            var path = LISTEN.inEntry(i);
            answers.find(LISTEN, i).ifPresent(address -> listens.put(path, address));
        }
        return listens;
    }

    /// Only after [#check] and without any problem; empty where nothing is to be opened.
    static Optional<Listeners.Dovecot> settings(Answers answers) {
        var listen = List.copyOf(listens(answers).values());
        var sockets = IntStream.range(0, answers.entries(SOCKET_LIST))
                .mapToObj(i -> SOCKETS.settings(answers, OptionalInt.of(i)))
                .toList();
        if (listen.isEmpty() && sockets.isEmpty()) {
            return Optional.empty();
        }
        var callers = IntStream.range(0, answers.entries(CALLER_LIST))
                .mapToObj(i -> answers.find(CALLERS, i).orElseThrow())
                .toList();
        return Optional.of(new Listeners.Dovecot(
                listen,
                sockets,
                TLS.settings(answers),
                callers,
                answers.require(ASKER),
                answers.require(OUTAGE),
                answers.find(USERDB.path()).map(_ -> USERDB.settings(answers, OptionalInt.empty()))));
    }
}
