package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `man`: the manual of each command as a page for `man`.
@Command(
        name = "man",
        description = "Print the manual of a command as a page for man, or write those of all commands.",
        footer = {
            "",
            "Examples:",
            "  ./sallyport man account list | man -l -",
            "  ./sallyport man --to /usr/local/share/man/man1",
        })
final class ManCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Like: account list. None: sallyport itself.")
    private String[] words = {};

    @Option(names = "--to", paramLabel = "DIR", description = "Write the pages of all commands into this folder.")
    private @Nullable Path folder;

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (folder != null) {
            if (words.length > 0) {
                throw Failure.misuse("sallyport: COMMAND and --to exclude each other");
            }
            write(spec.root(), folder);
            return 0;
        }
        var wanted = spec.root();
        for (var word : words) {
            var below = wanted.subcommands().get(word);
            if (below == null) {
                throw new ParameterException(spec.commandLine(), "there is no command " + String.join(" ", words));
            }
            wanted = below.getCommandSpec();
        }
        terminal.out().print(ManPage.of(wanted));
        return 0;
    }

    private static void write(CommandSpec command, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
        } catch (IOException e) {
            throw Failure.because("sallyport: " + folder + " cannot be written to ("
                    + e.getClass().getSimpleName() + ").");
        }
        command.subcommands().values().forEach(below -> write(below.getCommandSpec(), folder));
    }
}
