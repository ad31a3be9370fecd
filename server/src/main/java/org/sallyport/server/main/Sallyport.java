package org.sallyport.server.main;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sallyport.server.remote.RemoteCommands;
import org.sallyport.server.remote.Screen;
import org.sallyport.server.remote.Surroundings;
import picocli.CommandLine;

/// The program: finds the command that was asked for and runs it. Nothing of the server is loaded before that, so that
/// `version` and a typing mistake are answered at once.
public final class Sallyport {
    private Sallyport() {}

    public static void main(String[] args) {
        refuseSecondHandshakes();
        int exitCode = run(Terminal.ofThisProcess(), InstantSource.system(), args);
        System.exit(exitCode);
    }

    /// The JDK's TLS, which the pages speak, lets a client of TLS 1.2 ask for one handshake after the other unless it
    /// is told before the first one begins.
    private static void refuseSecondHandshakes() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    /// Runs one command.
    ///
    /// @return 0 when all is well, 1 when something was refused, failed or found to be wrong, 2 when the command
    /// line or the configuration is wrong, 3 when a server elsewhere gave no answer to rely on
    static int run(Terminal terminal, InstantSource clock, String... args) {
        return commandLine(terminal, clock).execute(args);
    }

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var commands = new CommandLine(new RootCommand())
                .addSubcommand(new DemoCommand(terminal, clock))
                .addSubcommand(new ServeCommand(terminal, clock))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new AgentCommand(clock))
                .addSubcommand(AccountCommands.commandLine(terminal, clock))
                .addSubcommand(PosixCommands.groups(new Desk(terminal, clock)))
                .addSubcommand(ProposalCommands.commandLine(new Desk(terminal, clock)))
                .addSubcommand(AppPasswordCommands.commandLine(terminal, clock))
                .addSubcommand(MailCommands.commandLine(terminal, clock))
                .addSubcommand(AuditCommands.commandLine(terminal, clock))
                .addSubcommand(KeysCommands.commandLine(terminal, clock))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new ManCommand(terminal))
                .addSubcommand(new VersionCommand(terminal));
        RemoteCommands.addTo(commands, surroundings(terminal));
        offerHelp(commands);
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setUsageHelpWidth(100);
        commands.setExecutionExceptionHandler((thrown, command, parsed) -> Sentence.print(thrown, terminal));
        commands.setParameterExceptionHandler((wrong, given) -> {
            terminal.err().println("sallyport: " + Sentence.text(wrong).replaceFirst("^Error: ", ""));
            terminal.err().println("Help: ./sallyport " + path(wrong.getCommandLine()) + "--help");
            return Failure.MISUSED;
        });
        return commands;
    }

    private static Surroundings surroundings(Terminal terminal) {
        return new Surroundings(
                new Screen(terminal.out(), terminal.err()), terminal.in(), terminal.environment(), Sallyport::pause);
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void offerHelp(CommandLine command) {
        command.addMixin("help", new HelpOption());
        command.getSubcommands().values().forEach(Sallyport::offerHelp);
    }

    private static String path(CommandLine command) {
        var name = command.getCommandSpec().qualifiedName(" ");
        return name.equals("sallyport") ? "" : name.substring("sallyport ".length()) + " ";
    }
}
