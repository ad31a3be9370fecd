package org.sallyport.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of the listener that answers Postfix's `check_policy_service`, and what they mean together.
final class PostfixKeys {
    private static final Key<ListenAddress> LISTEN = Key.required(
                    "listeners.postfix.listen[]",
                    Kinds.LISTEN,
                    "Where Postfix asks what devices may send (`check_policy_service`). Nobody signs in here: an address of "
                            + "this machine, or one that needs listeners.postfix.tls and callers. Postfix does not "
                            + "speak TLS here; a tunnel does.",
                    "127.0.0.1:8090")
            .orNothing("no port");
    private static final ListenerKeys LISTENER =
            new ListenerKeys(LISTEN, "/var/spool/postfix/sallyport/policy", Listening.Caps.DOVECOT);
    private static final Key<String> ASKER = Key.withDefault(
            "listeners.postfix.asker", Kinds.SERVER_NAME, "postfix", "What the log calls whoever asks here.");

    static final List<Key<?>> ALL = Stream.of(LISTENER.all(), List.<Key<?>>of(ASKER))
            .flatMap(List::stream)
            .toList();

    private PostfixKeys() {}

    static void check(Answers answers) {
        LISTENER.check(answers);
        listens(answers).forEach((path, address) -> {
            if (!address.isLoopback() && answers.entries(LISTENER.callers()) == 0) {
                answers.wrong(
                        path,
                        "needs listeners.postfix.callers: whoever reaches this address could use up what devices may send, "
                                + "found \"" + address + "\"");
            }
        });
    }

    /// Every address by its path.
    static Map<String, ListenAddress> listens(Answers answers) {
        return LISTENER.listens(answers);
    }

    /// Only after [#check] and without any problem; empty where nothing is to be opened.
    static Optional<Listeners.Postfix> settings(Answers answers) {
        return LISTENER.isWritten(answers)
                ? Optional.of(new Listeners.Postfix(LISTENER.settings(answers), answers.require(ASKER)))
                : Optional.empty();
    }
}
