package org.sallyport.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.core.secret.Secret;

/// The keys of HTTP verify, and what they mean together.
final class VerifyKeys {
    private static final String USUAL = "127.0.0.1:8081";
    private static final Key<ListenAddress> LISTEN = Key.required(
                    "listeners.verify.listen[]",
                    Kinds.LISTEN,
                    "Where `POST /verify` listens for Dovecot and other servers. "
                            + "An address that other machines reach needs listeners.verify.tls.",
                    USUAL)
            .orNothing(USUAL + ", where there are no sockets either");
    private static final ListenerKeys LISTENER =
            new ListenerKeys(LISTEN, "/run/sallyport/verify", Listening.Caps.VERIFY);
    static final Key<String> SERVER_NAME = Key.required(
            "listeners.verify.servers[].name",
            Kinds.SERVER_NAME,
            "What the audit log calls a server that may ask. Each has its own entry.",
            "dovecot-1");
    static final Key<Secret> SERVER_TOKEN = Key.required(
            "listeners.verify.servers[].token",
            Kinds.SECRET,
            "The bearer token this server sends, by reference. At least 32 characters: `openssl rand -hex 32` makes one.",
            "file:/etc/sallyport/dovecot-1.token");
    static final Key<ServerRole> SERVER_ROLE = Key.withDefault(
            "listeners.verify.servers[].role",
            Kinds.choice(ServerRole.class),
            "asks",
            "What this server may do: `asks` for verdicts; `reports` to `/dovecot-policy` what it has judged by itself "
                    + "and asks for none; or `asks-and-reports`.");

    static final List<Key<?>> ALL = Stream.of(LISTENER.all(), List.<Key<?>>of(SERVER_NAME, SERVER_TOKEN, SERVER_ROLE))
            .flatMap(List::stream)
            .toList();

    private static final String SERVERS = "listeners.verify.servers";

    private VerifyKeys() {}

    static void check(Answers answers) {
        LISTENER.check(answers);
        checkServers(answers);
        DoveadmKeys.check(answers);
    }

    /// Every address by its path.
    static Map<String, ListenAddress> listens(Answers answers) {
        return LISTENER.isWritten(answers)
                ? LISTENER.listens(answers)
                : Map.of("listeners.verify.listen", ListenAddress.parse(USUAL).orElseThrow());
    }

    /// Only after [#check] and without any problem.
    static Settings.Verify settings(Answers answers) {
        var servers = new ArrayList<Settings.Server>();
        for (int i = 0; i < answers.entries(SERVERS); i++) {
            servers.add(new Settings.Server(
                    answers.find(SERVER_NAME, i).orElseThrow(),
                    answers.find(SERVER_TOKEN, i).orElseThrow(),
                    answers.find(SERVER_ROLE, i).orElseThrow()));
        }
        return new Settings.Verify(
                LISTENER.settings(answers).orAt(listens(answers).values()),
                servers,
                RouteKeys.settings(answers),
                DoveadmKeys.settings(answers));
    }

    private static void checkServers(Answers answers) {
        var names = new HashMap<String, String>();
        for (int i = 0; i < answers.entries(SERVERS); i++) {
            var path = SERVER_NAME.inEntry(i);
            answers.find(SERVER_NAME, i).ifPresent(name -> {
                var first = names.putIfAbsent(name, path);
                if (first != null) {
                    answers.wrong(path, "needs a name of its own, found \"" + name + "\" as in " + first);
                }
            });
            var token = answers.find(SERVER_TOKEN, i);
            if (token.isPresent() && token.get().length() < Settings.Server.LEAST_TOKEN) {
                answers.wrong(
                        SERVER_TOKEN.inEntry(i),
                        "needs at least " + Settings.Server.LEAST_TOKEN
                                + " characters; openssl rand -hex 32 makes a good one");
            }
        }
    }
}
