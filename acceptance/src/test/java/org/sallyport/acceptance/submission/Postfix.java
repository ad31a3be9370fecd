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

/// A private Postfix on a free port of this machine. Postfix starts as root only.
final class Postfix implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Program program;

    private Postfix(Path folder, int port, Program program) {
        this.folder = folder;
        this.port = port;
        this.program = program;
    }

    /// Starts it and waits until it answers.
    ///
    /// @param saslPath where it asks: `inet:127.0.0.1:8089`, or the path of a socket
    static Postfix asking(String saslPath) {
        var folder = Peers.folder("postfix");
        int port = Ports.free();
        var values = Map.of("FOLDER", folder.toString(), "PORT", Integer.toString(port), "SASL_PATH", saslPath);
        Peers.fillIn("postfix/main.cf", folder, values);
        Peers.fillIn("postfix/master.cf", folder, values);
        try {
            Files.createDirectory(folder.resolve("queue"));
            Files.createDirectory(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.run("chown", "postfix", folder.resolve("data").toString());
        var program = Program.start(
                List.of("/usr/sbin/postfix", "-c", folder.toString(), "start-fg"), folder.resolve("console.log"));
        var postfix = new Postfix(folder, port, program);
        await("Postfix to answer")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !program.isAlive() || Peers.answers(port));
        if (!program.isAlive()) {
            throw new IllegalStateException("Postfix ended at its start:\n" + program.said() + postfix.log());
        }
        return postfix;
    }

    int port() {
        return port;
    }

    String log() {
        try {
            var file = folder.resolve("mail.log");
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
