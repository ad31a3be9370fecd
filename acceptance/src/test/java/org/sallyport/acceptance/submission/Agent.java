package org.sallyport.acceptance.submission;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sallyport.acceptance.harness.Program;

/// `./sallyport agent`, with a socket in the file system.
final class Agent implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));

    private final Path folder;
    private final Program program;

    private Agent(Path folder, Program program) {
        this.folder = folder;
        this.program = program;
    }

    /// Starts it and waits until it answers.
    ///
    /// @param server whom it asks
    /// @param group whose members may ask it
    static Agent of(String server, String group) {
        var folder = Peers.folder("agent");
        var program = Program.start(
                List.of(
                        ROOT.resolve("sallyport").toString(),
                        "agent",
                        "--server",
                        server,
                        "--socket",
                        folder.resolve("auth").toString(),
                        "--group",
                        group),
                folder.resolve("console.log"));
        await("the agent to be ready")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !program.isAlive() || program.said().contains("agent.ready"));
        if (!program.isAlive()) {
            throw new IllegalStateException("the agent ended at its start:\n" + program.said());
        }
        return new Agent(folder, program);
    }

    String socket() {
        return folder.resolve("auth").toString();
    }

    @Override
    public void close() {
        program.close();
        Peers.remove(folder);
    }
}
