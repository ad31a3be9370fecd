package org.sallyport.server.main;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.config.FileMode;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.dovecot.agent.Dialler;
import org.sallyport.server.listener.dovecot.agent.RemoteJudge;
import org.sallyport.server.listener.dovecot.agent.ServerAddress;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `agent`: the Dovecot protocol on this machine, answered by servers elsewhere. It has no store and no keys.
@Command(
        name = "agent",
        description =
                "Speak the Dovecot authentication protocol on this machine and pass what is asked on to servers. Mail "
                        + "servers beside it notice no restart of those: it tries again, and another one, for 8 seconds.",
        footer = {
            "",
            "A server is tls:HOST:PORT, unix:PATH, or HOST:PORT on this machine: its listeners.dovecot.",
            "",
            "Example:",
            "  ./sallyport agent --socket /var/spool/postfix/sallyport/auth \\",
            "    --server tls:auth-1.example.org:8089 --server tls:auth-2.example.org:8089",
        })
final class AgentCommand implements Callable<Integer> {
    private final InstantSource clock;

    @Option(names = "--server", paramLabel = "SERVER", required = true, description = "Whom to ask; again for more.")
    private List<String> servers = List.of();

    @Option(names = "--socket", paramLabel = "PATH", description = "Where to listen: a socket in the file system.")
    private @Nullable Path socket;

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "0660", description = "Its mode (0660).")
    private String mode = "0660";

    @Option(names = "--owner", paramLabel = "USER", description = "The user it is given to.")
    private @Nullable String owner;

    @Option(names = "--group", paramLabel = "GROUP", description = "The group it is given to.")
    private @Nullable String group;

    @Option(names = "--listen", paramLabel = "ADDRESS", description = "Where to listen: a port of this machine.")
    private @Nullable String listen;

    @Option(names = "--trust", paramLabel = "FILE", description = "The certificates to trust over TLS (PEM).")
    private @Nullable Path trust;

    @Option(
            names = "--outage",
            paramLabel = "SIGN",
            defaultValue = "by-version",
            description = "How callers are told \"not now\": by-version, fail or close (by-version).")
    private String outage = "by-version";

    AgentCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var addresses = servers.stream().map(AgentCommand::server).toList();
        var places = places();
        var sign = OutageSign.parse(outage)
                .orElseThrow(
                        () -> Failure.misuse("sallyport: --outage needs by-version, fail or close, found " + outage));
        Logs.forServer();
        var log = LoggerFactory.getLogger(AgentCommand.class);
        UntilStopped.run(
                () -> {
                    var judge = new RemoteJudge(
                            addresses, Dialler.trusting(Optional.ofNullable(trust)), RemoteJudge.PATIENCE);
                    var settings = new DovecotSettings(
                            new ListenerSettings(
                                    "dovecot",
                                    places,
                                    Optional.empty(),
                                    Networks.ANY,
                                    DovecotSettings.CAPS,
                                    Deadlines.DEFAULT),
                            "agent",
                            sign);
                    var listener = DovecotListener.open(settings, judge, clock, judge::close);
                    log.atInfo()
                            .setMessage("agent.ready")
                            .addKeyValue("addresses", listener.addresses())
                            .addKeyValue("servers", addresses)
                            .log();
                    return listener::close;
                },
                () -> log.atInfo().setMessage("agent.stopped").log());
        return 0;
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        if (socket != null) {
            var permissions = FileMode.parse(mode)
                    .orElseThrow(() -> Failure.misuse(
                            "sallyport: --mode needs a mode like 0660 with nothing for others, found " + mode));
            places.add(new Place.Unix(
                    socket.toAbsolutePath(),
                    permissions.permissions(),
                    Optional.ofNullable(owner),
                    Optional.ofNullable(group)));
        }
        if (listen != null) {
            var address = ListenAddress.parse(listen)
                    .filter(ListenAddress::isLoopback)
                    .orElseThrow(() -> Failure.misuse("sallyport: --listen needs an address of this machine like "
                            + "127.0.0.1:8089: whoever reaches it could try passwords"));
            places.add(new Place.Tcp(DoorsWiring.of(address), TlsStart.NEVER));
        }
        if (places.isEmpty()) {
            throw Failure.misuse("sallyport: --socket PATH or --listen ADDRESS is missing");
        }
        return places;
    }

    private static ServerAddress server(String text) {
        var server = ServerAddress.parse(text)
                .orElseThrow(() -> Failure.misuse(
                        "sallyport: --server needs HOST:PORT, tls:HOST:PORT or unix:PATH, found " + text));
        if (server instanceof ServerAddress.Tcp(var inClear) && !inClear.isLoopback()) {
            throw Failure.misuse("sallyport: --server " + text
                    + " would send passwords across the network in clear: use tls:" + text);
        }
        return server;
    }
}
