package org.sallyport.acceptance.submission;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private Exim on a free port of this machine. Exim takes a configuration like this from root only.
final class Exim implements AutoCloseable {
    // Debian has one mail server installed at a time; tools/test-programs.sh unpacks this one.
    private static final String PROGRAM = "/opt/sallyport-test-programs/exim/usr/sbin/exim4";

    private final Path folder;
    private final int port;
    private final Program program;

    private Exim(Path folder, int port, Program program) {
        this.folder = folder;
        this.port = port;
        this.program = program;
    }

    /// Starts it and waits until it answers.
    ///
    /// @param serverSocket where it asks: `127.0.0.1 8089`, or the path of a socket
    static Exim asking(String serverSocket) {
        var folder = Peers.folder("exim");
        int port = Ports.free();
        Peers.fillIn(
                "exim/exim.conf",
                folder,
                Map.of("FOLDER", folder.toString(), "PORT", Integer.toString(port), "SERVER_SOCKET", serverSocket));
        Program.run("chown", "Debian-exim", folder.toString());
        var program = Program.start(
                List.of(PROGRAM, "-C", folder.resolve("exim.conf").toString(), "-bdf"), folder.resolve("console.log"));
        var exim = new Exim(folder, port, program);
        await("Exim to answer")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !program.isAlive() || Peers.answers(port));
        if (!program.isAlive()) {
            throw new IllegalStateException("Exim ended at its start:\n" + program.said());
        }
        return exim;
    }

    int port() {
        return port;
    }

    String log() {
        try {
            var file = folder.resolve("mainlog");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
        Peers.remove(folder);
    }
}
