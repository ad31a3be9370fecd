package org.sallyport.server.main;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Somebody at a terminal, in a folder of their own.
final class Shell {
    static final String PASSWORD = "amber-harbour-thyme-42";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private Duration ahead = Duration.ZERO;

    Shell(Path folder) {
        this.folder = folder;
    }

    /// What a command left on the screen.
    record Screen(int exitCode, String out, String err) {}

    /// A command that goes on.
    static final class Ongoing {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Thread thread;
        private volatile int exitCode = -1;

        private Ongoing(Shell shell, String... args) {
            var terminal = shell.terminal(out, err, "");
            thread = Thread.ofPlatform().start(() -> exitCode = Sallyport.run(terminal, InstantSource.system(), args));
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }

        boolean isOver() {
            return !thread.isAlive();
        }

        /// As Ctrl-C would.
        int stop() throws InterruptedException {
            thread.interrupt();
            thread.join();
            return exitCode;
        }
    }

    Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Lets so much time go by before the next command.
    void forward(Duration time) {
        ahead = ahead.plus(time);
    }

    Screen run(String... args) {
        return type("", args);
    }

    /// Runs a command with this on its standard input.
    Screen type(String input, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var clock = InstantSource.offset(InstantSource.system(), ahead);
        int exitCode = Sallyport.run(terminal(out, err, input), clock, args);
        return new Screen(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Ongoing begin(String... args) {
        return new Ongoing(this, args);
    }

    /// An offset to the demo's ports with which nobody has any of them at the moment.
    static int freeOffset() {
        while (true) {
            try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int offset = first.getLocalPort() - DemoPort.WEB.usual();
                if (Arrays.stream(DemoPort.values()).allMatch(port -> port == DemoPort.WEB || isFree(port, offset))) {
                    return offset;
                }
            } catch (IOException taken) {
                // The next one may be free.
            }
        }
    }

    private static boolean isFree(DemoPort port, int offset) {
        int wanted = port.usual() + offset;
        if (wanted < 1 || wanted > 65_535) {
            return false;
        }
        try (var _ = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// A configuration in this folder, for free ports.
    String configuration() {
        int offset = freeOffset();
        return write("sallyport.yaml", """
                organisation:
                  name: Olive & Pine
                data: data
                web:
                  listen: 127.0.0.1:%d
                  public-url: http://localhost:%d
                listeners:
                  verify:
                    listen: 127.0.0.1:%d
                mail:
                  from: no-reply@olive.example
                  outbox: outbox
                """.formatted(8080 + offset, 8080 + offset, 8081 + offset));
    }

    String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds an account whose password is [#PASSWORD].
    Screen add(String config, String name, String... more) {
        environment.putIfAbsent("PASSWORD", PASSWORD);
        var args = new ArrayList<>(List.of(
                "account",
                "add",
                name,
                "--display-name",
                "Somebody",
                "--password-from",
                "env:PASSWORD",
                "--config",
                config));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    /// What `account list --json` says.
    List<Map<String, Object>> accounts(String config) {
        var listed = run("account", "list", "--json", "--config", config).out();
        return JSON.readValue(listed, new TypeReference<List<Map<String, Object>>>() {});
    }

    String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    /// One that nobody reads.
    Terminal terminal() {
        return terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream(), "");
    }

    private Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err, String input) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                environment);
    }
}
