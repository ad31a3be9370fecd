package org.sallyport.server.main;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.secret.Secret;

/// Where a command reads and writes.
///
/// @param out for what was asked for; scripts read it
/// @param err for what went wrong
record Terminal(PrintStream out, PrintStream err, InputStream in, Map<String, String> environment) {

    /// The one this process was started in. Always UTF-8: a Greek name must not become question marks because a service
    /// was started without a locale.
    static Terminal ofThisProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.in,
                System.getenv());
    }

    /// Asks for a password without showing what is typed; empty where nobody sits at a terminal.
    Optional<Secret> ask(String prompt) {
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isEmpty()) {
            return Optional.empty();
        }
        char[] typed = console.get().readPassword("%s", prompt);
        if (typed == null) {
            return Optional.empty();
        }
        var secret = Secret.of(java.nio.CharBuffer.wrap(typed));
        Arrays.fill(typed, '\0');
        return Optional.of(secret);
    }

    /// The first line of standard input.
    Optional<String> line() throws IOException {
        return Optional.ofNullable(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
    }

    /// Without the environment, which may hold secrets.
    @Override
    public String toString() {
        return "Terminal";
    }
}
