package org.sallyport.acceptance.submission;

import java.nio.file.Path;
import java.util.List;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Program;

/// `./sallyport agent`, with a socket in the file system.
public record Agent(PeerFolder folder, Program program) implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));

    /// Starts it and waits until it answers.
    ///
    /// @param server whom it asks
    /// @param group whose members may ask it
    public static Agent of(String server, String group) {
        var folder = PeerFolder.make();
        var command = List.of(
                ROOT.resolve("sallyport").toString(),
                "agent",
                "--server",
                server,
                "--socket",
                socket(folder),
                "--group",
                group);
        var program =
                folder.start(command, () -> folder.said(PeerFolder.CONSOLE).contains("agent.ready"));
        return new Agent(folder, program);
    }

    public String socket() {
        return socket(folder);
    }

    private static String socket(PeerFolder folder) {
        return folder.file("auth").toString();
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
