package org.sallyport.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The folder of one program under test: its configuration from `acceptance/peers` with its places filled in, files
/// shipped in `integrations` with the settings that an operator changes, and what it logs.
public record PeerFolder(Path path) implements AutoCloseable {
    /// What a program says that is started here.
    public static final String CONSOLE = "console.log";

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")));
    private static final Pattern PLACE = Pattern.compile("@([A-Z0-9_]+)@");
    private static final Duration START = Duration.ofMinutes(3);

    /// A new one, which the users that servers run as can get into.
    public static PeerFolder make() {
        return make("rwxr-xr-x");
    }

    /// A new one that is closed to others.
    public static PeerFolder makeForOwner() {
        return make("rwx------");
    }

    private static PeerFolder make(String permissions) {
        try {
            return new PeerFolder(Files.createTempDirectory(
                    "sallyport-acceptance-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a file of this name is, or would be.
    public Path file(String name) {
        return path.resolve(name);
    }

    /// Writes a file of `acceptance/peers`; every `@NAME@` in it is one of these, or `FOLDER`.
    public Path fill(String file, Map<String, ?> places) {
        var text = PLACE.matcher(read(ROOT.resolve("acceptance/peers").resolve(file)))
                .replaceAll(found -> Matcher.quoteReplacement(place(file, found.group(1), places)));
        return write(Path.of(file).getFileName().toString(), text);
    }

    private String place(String file, String name, Map<String, ?> places) {
        if (name.equals("FOLDER")) {
            return path.toString();
        }
        return Objects.requireNonNull(places.get(name), () -> file + " has a place for " + name)
                .toString();
    }

    /// Writes a shipped file under this name, with each of these settings changed.
    public Path ship(String file, String name, Map<String, String> settings) {
        var shipped = ROOT.resolve("integrations").resolve(file);
        var text = read(shipped);
        for (var setting : settings.entrySet()) {
            if (!text.contains(setting.getKey())) {
                throw new IllegalStateException(shipped + " does not hold " + setting.getKey() + " any more");
            }
            text = text.replace(setting.getKey(), setting.getValue());
        }
        return write(name, text);
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a file that only its owner may read.
    public Path writeForOwner(String name, String text) {
        try {
            return Files.setPosixFilePermissions(write(name, text), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy of a file that others than its owner may read here.
    public Path open(Path file) {
        try {
            var copy = Files.copy(file, file("open-" + file.getFileName()));
            return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new folder in it.
    public Path folder(String name) {
        try {
            return Files.createDirectories(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a program and waits until it takes connections to this port.
    public Program start(List<String> command, int port) {
        return start(command, () -> answers(port));
    }

    /// Starts a program and waits until it is ready.
    public Program start(List<String> command, BooleanSupplier ready) {
        var program = Program.start(command, file(CONSOLE));
        var started = false;
        try {
            await(command.getFirst() + " to be ready")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !program.isAlive() || ready.getAsBoolean());
            started = program.isAlive();
        } finally {
            if (!started) {
                program.kill();
            }
        }
        if (!started) {
            throw new IllegalStateException(command.getFirst() + " ended at its start:\n" + logs());
        }
        return program;
    }

    /// What this file holds; nothing where there is no such file.
    public String said(String fileName) {
        return Files.exists(file(fileName)) ? read(file(fileName)) : "";
    }

    private String logs() {
        try (var inside = Files.list(path)) {
            return inside.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("log"))
                    .map(this::said)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
