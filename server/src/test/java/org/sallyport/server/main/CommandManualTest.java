package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// docs/command-line.md is what the commands say of themselves. Run with `-Dmanual.write=true` to write it anew.
class CommandManualTest {
    private static final String HEAD = """
            # The command line

            Every command with all its options, as `--help` says it too. [Commands](commands.md) tells what they are for, \
            [the API](api.md) what stands behind those that take `--server`.
            This page is made of the commands by a test.
            """;

    private final Shell shell = new Shell(Path.of("."));

    @Test
    void theManualIsMadeOfTheCommands() throws IOException {
        var file = Path.of(System.getProperty("sallyport.root", "..")).resolve("docs/command-line.md");
        var current = new StringBuilder(HEAD);
        leaves(Sallyport.commandLine(shell.terminal(), InstantSource.system()))
                .forEach(command -> current.append(section(command.getCommandSpec())));
        if (Boolean.getBoolean("manual.write")) {
            Files.writeString(file, current);
        }

        assertThat(Files.readString(file))
                .as("docs/command-line.md is out of date; run this test with -Dmanual.write=true")
                .isEqualTo(current.toString());
    }

    private static List<CommandLine> leaves(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            return List.of(command);
        }
        var all = new ArrayList<CommandLine>();
        command.getSubcommands().values().forEach(below -> all.addAll(leaves(below)));
        return all;
    }

    private static String section(CommandSpec spec) {
        var text = new StringBuilder("\n## `" + spec.qualifiedName(" ") + "`\n\n");
        text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
        if (spec.findOption("--server") != null && !spec.name().equals("agent")) {
            text.append(
                    spec.userObject() == null
                            ? "On a server: `--server`, with a token.\n\n"
                            : "On this machine with `--config` or `--data`, on a server with `--server` and a token.\n\n");
        }
        text.append("| | |\n|---|---|\n");
        for (var positional : spec.positionalParameters()) {
            text.append(row(positional.paramLabel(), positional.description()));
        }
        for (var option : spec.options()) {
            var label =
                    String.join(", ", option.names()) + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
            text.append(row(label, option.description()));
        }
        return text.toString();
    }

    private static String row(String label, String... description) {
        return "| `" + label + "` | " + String.join(" ", description).replace("|", "\\|") + " |\n";
    }
}
