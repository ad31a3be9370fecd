package org.sallyport.server.main;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `serve`: the server, until it is told to stop.
@Command(
        name = "serve",
        description =
                "Run the server. The first start makes the data folder, the keyset and the database, and prints a "
                        + "link that makes the first admin.",
        footer = {
            "",
            "SIGTERM and Ctrl-C let what is under way finish and end with exit code 0.",
            "",
            "Example:",
            "  ./sallyport serve --config /etc/sallyport/sallyport.yaml",
        })
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file.")
    private @Nullable Path config;

    ServeCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (config == null) {
            throw Failure.misuse("sallyport: --config FILE is missing");
        }
        var settings = Where.read(config, terminal);
        Logs.forServer();
        Logger log = LoggerFactory.getLogger(ServeCommand.class);
        var watch = new Stopwatch(clock);
        UntilStopped.run(
                () -> {
                    var installation = Installation.open(settings, clock, Installation.Absent.MAKE);
                    var running = Running.start(installation, UnaryOperator.identity());
                    inviteFirstAdmin(running, settings.web().publicUrl().toString());
                    log.atInfo()
                            .setMessage("server.ready")
                            .addKeyValue("seconds", watch.seconds())
                            .log();
                    return running::close;
                },
                () -> log.atInfo().setMessage("server.stopped").log());
        return 0;
    }

    /// To standard output and never to the log, which more people read and which is kept longer.
    private void inviteFirstAdmin(Running running, String publicUrl) {
        running.wired().firstAdmin().open().ifPresent(token -> {
            terminal.out()
                    .println("There is no admin yet. This link makes the first one; it works once, and only until");
            terminal.out().println("this server stops:");
            terminal.out().println("  " + publicUrl + "/first-admin?token=" + token.reveal());
            token.close();
        });
    }
}
