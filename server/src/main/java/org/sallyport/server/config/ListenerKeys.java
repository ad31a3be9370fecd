package org.sallyport.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sallyport.core.caller.Network;

/// The keys that every listener has, in the same words: where it listens, what it shows, whom it lets in, how many.
final class ListenerKeys {
    private final Key<ListenAddress> listen;
    private final SocketKeys sockets;
    private final TlsKeys tls;
    private final TlsKeys others;
    private final Key<Network> callers;
    private final Key<Network> proxies;
    private final CapKeys caps;

    /// @param listen its path ends with `.listen[]`; declared by whoever knows what is spoken there
    /// @param socket an example
    /// @param caps what holds where the file says nothing
    ListenerKeys(Key<ListenAddress> listen, String socket, Listening.Caps caps) {
        var listener = listen.path().substring(0, listen.path().length() - ".listen[]".length());
        this.listen = listen;
        this.sockets = SocketKeys.under(
                listener + ".sockets[]",
                Key.required(
                        listener + ".sockets[].path",
                        Kinds.PATH,
                        "A socket in the file system where the same is spoken, for this machine.",
                        socket));
        this.tls = TlsKeys.under(
                listener + ".tls",
                "The certificate chain of this listener (PEM). A renewed file is taken up without a restart.",
                "in clear, on this machine only");
        this.others = TlsKeys.inList(
                listener + ".tls.others[]",
                "A certificate for callers that ask for one of its names; those who name none of them get the one above.");
        this.callers = Key.required(
                        listener + ".callers[]",
                        Kinds.NETWORK,
                        "From where somebody may connect to the ports; nobody else is let in. Behind a proxy, this is "
                                + "where the proxy says that the caller is.",
                        "192.0.2.25/32")
                .orNothing("everybody who reaches them");
        this.proxies = Key.required(
                        listener + ".proxies[]",
                        Kinds.NETWORK,
                        "Load balancers whose connections begin with a PROXY header (version 1 or 2), and must.",
                        "192.0.2.7/32")
                .orNothing("nobody's connections do");
        this.caps = CapKeys.under(listener + ".caps", caps);
    }

    List<Key<?>> all() {
        return Stream.of(
                        List.<Key<?>>of(listen),
                        sockets.all(),
                        tls.all(),
                        others.all(),
                        List.<Key<?>>of(callers, proxies),
                        caps.all())
                .flatMap(List::stream)
                .toList();
    }

    TlsKeys tls() {
        return tls;
    }

    Key<Network> callers() {
        return callers;
    }

    void check(Answers answers) {
        tls.checkBoth(answers);
        listens(answers).forEach((path, address) -> tls.checkReach(answers, path, address));
        if (answers.entries(others.certificate()) > 0 && !answers.isWritten(tls.certificate())) {
            answers.wrong(
                    others.certificate().inEntry(0),
                    "is set, but " + tls.certificate().path() + " is not");
        }
        caps.check(answers);
    }

    /// Every address in clear or with TLS, by its path.
    Map<String, ListenAddress> listens(Answers answers) {
        return listens(answers, listen);
    }

    static Map<String, ListenAddress> listens(Answers answers, Key<ListenAddress> key) {
        var listens = new LinkedHashMap<String, ListenAddress>();
        for (int i = 0; i < answers.entries(key); i++) {
            var path = key.inEntry(i);
            answers.find(key, i).ifPresent(address -> listens.put(path, address));
        }
        return listens;
    }

    boolean isWritten(Answers answers) {
        return answers.entries(listen) + answers.entries(sockets.path()) > 0;
    }

    /// Only after [#check] and without any problem.
    Listening settings(Answers answers) {
        return settings(answers, List.of());
    }

    /// @param listenTls behind TLS from the first byte, beside the others
    Listening settings(Answers answers, List<ListenAddress> listenTls) {
        var open = new ArrayList<Settings.Socket>();
        for (int i = 0; i < answers.entries(sockets.path()); i++) {
            open.add(sockets.settings(answers, OptionalInt.of(i)));
        }
        var certificates = new ArrayList<Settings.Tls>();
        tls.settings(answers).ifPresent(certificates::add);
        for (int i = 0; i < answers.entries(others.certificate()); i++) {
            certificates.add(new Settings.Tls(
                    answers.find(others.certificate(), i).orElseThrow(),
                    answers.find(others.key(), i).orElseThrow()));
        }
        return new Listening(
                answers.all(listen),
                listenTls,
                open,
                certificates,
                new Listening.Networks(answers.all(callers), answers.all(proxies)),
                caps.settings(answers));
    }
}
