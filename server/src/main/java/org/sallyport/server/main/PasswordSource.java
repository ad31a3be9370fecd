package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Secret;
import picocli.CommandLine.Option;

/// Where an account password comes from. Never an argument: arguments stand in the shell's history and in the list of
/// processes.
final class PasswordSource {
    @Option(
            names = "--password-from",
            paramLabel = "SOURCE",
            description = "Where the account password comes from: file:PATH, env:NAME or - (the first line of standard "
                    + "input). Without it you are asked, and nothing you type is shown.")
    private @Nullable String source;

    /// The password; empty where none is given and nobody can be asked.
    Optional<Secret> read(Terminal terminal) {
        if (source == null) {
            return asked(terminal);
        }
        try {
            return Optional.of(Secret.of(text(source, terminal)));
        } catch (IOException e) {
            throw Failure.because("sallyport: the password cannot be read from " + source + " ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private static String text(String source, Terminal terminal) throws IOException {
        if (source.equals("-")) {
            return terminal.line().orElseThrow(() -> Failure.misuse("sallyport: standard input holds no password"));
        }
        if (source.startsWith("file:")) {
            return Files.readString(Path.of(source.substring("file:".length()))).strip();
        }
        if (source.startsWith("env:")) {
            var name = source.substring("env:".length());
            return Optional.ofNullable(terminal.environment().get(name))
                    .orElseThrow(() -> Failure.misuse("sallyport: the environment variable " + name + " is not set"));
        }
        // Not repeated: it may well be the password itself.
        throw Failure.misuse("sallyport: --password-from needs file:PATH, env:NAME or -");
    }

    private static Optional<Secret> asked(Terminal terminal) {
        var first = terminal.ask("Account password (at least 15 characters): ");
        if (first.isEmpty()) {
            return first;
        }
        var second = terminal.ask("The same again: ");
        if (!second.map(Secret::reveal).equals(first.map(Secret::reveal))) {
            throw Failure.because("sallyport: the two differ; nothing was changed.");
        }
        return first;
    }
}
