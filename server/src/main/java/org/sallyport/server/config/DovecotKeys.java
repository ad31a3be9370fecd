package org.sallyport.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The keys of the listener that speaks the Dovecot authentication protocol, and what they mean together.
final class DovecotKeys {
    private static final Key<ListenAddress> LISTEN = Key.required(
                    "listeners.dovecot.listen[]",
                    Kinds.LISTEN,
                    "Where the Dovecot authentication protocol is spoken to Postfix, Exim and others. Nobody signs in "
                            + "here: an address of this machine, or one that needs listeners.dovecot.tls and callers. "
                            + "Postfix and Exim do not speak TLS here; the agent does.",
                    "127.0.0.1:8089")
            .orNothing("no port");
    private static final ListenerKeys LISTENER =
            new ListenerKeys(LISTEN, "/var/spool/postfix/sallyport/auth", Listening.Caps.DOVECOT);
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

    static final List<Key<?>> ALL = Stream.of(LISTENER.all(), List.<Key<?>>of(ASKER, OUTAGE), USERDB.all())
            .flatMap(List::stream)
            .toList();

    private DovecotKeys() {}

    static void check(Answers answers) {
        LISTENER.check(answers);
        listens(answers).forEach((path, address) -> {
            if (!address.isLoopback() && answers.entries(LISTENER.callers()) == 0) {
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
        return LISTENER.listens(answers);
    }

    /// Only after [#check] and without any problem; empty where nothing is to be opened.
    static Optional<Listeners.Dovecot> settings(Answers answers) {
        if (!LISTENER.isWritten(answers)) {
            return Optional.empty();
        }
        return Optional.of(new Listeners.Dovecot(
                LISTENER.settings(answers),
                answers.require(ASKER),
                answers.require(OUTAGE),
                answers.find(USERDB.path()).map(_ -> USERDB.settings(answers, OptionalInt.empty()))));
    }
}
