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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The folder of one server under test: its configuration from `acceptance/peers` with its places filled in, and files
/// shipped in `integrations` with the settings that an operator changes.
public record PeerFolder(Path path) implements AutoCloseable {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")));

    public static PeerFolder make() {
        try {
            return new PeerFolder(Files.createTempDirectory(
                    "sallyport-peer-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a file of `acceptance/peers`; every `@NAME@` in it is one of these, or `FOLDER`.
    public Path fill(String file, Map<String, Integer> places) {
        var named = new HashMap<String, String>();
        named.put("@FOLDER@", path.toString());
        places.forEach((name, value) -> named.put("@" + name + "@", value.toString()));
        return copy(
                ROOT.resolve("acceptance/peers").resolve(file),
                Path.of(file).getFileName().toString(),
                named);
    }

    /// Writes a shipped file under this name, with each of these settings changed.
    public Path ship(String file, String name, Map<String, String> settings) {
        return copy(ROOT.resolve("integrations").resolve(file), name, settings);
    }

    public void write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a program and waits until it answers on this port.
    public Program start(List<String> command, int port) {
        var program = Program.start(command, path.resolve("console.log"));
        await(command.getFirst() + " to answer")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !program.isAlive() || answers(port));
        if (!program.isAlive()) {
            throw new IllegalStateException(command.getFirst() + " ended at its start:\n" + program.said());
        }
        return program;
    }

    @Override
    public void close() {
        try (var inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copy(Path from, String name, Map<String, String> changes) {
        try {
            var text = Files.readString(from);
            for (var change : changes.entrySet()) {
                if (!text.contains(change.getKey())) {
                    throw new IllegalStateException(from + " does not hold " + change.getKey() + " any more");
                }
                text = text.replace(change.getKey(), change.getValue());
            }
            write(name, text);
            return path.resolve(name);
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
