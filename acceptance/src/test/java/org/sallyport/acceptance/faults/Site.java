package org.sallyport.acceptance.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.sallyport.acceptance.harness.Browser;
import org.sallyport.acceptance.harness.Outbox;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private Sallyport: its folder, its configuration, its ports, and the process that runs at the moment.
final class Site implements AutoCloseable {
    private static final Path LAUNCHER =
            Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")), "sallyport");
    private static final int BASE = 8080;
    private static final String TOKEN = "f".repeat(64);
    private static final Duration DOORS_OPEN_WITHIN = Duration.ofSeconds(Integer.getInteger("faults.ready", 5));

    private final Path folder;
    private final Path config;
    private final URI pages;
    private final Door door;
    private int starts;
    private Program server;

    private Site(Path folder, Path config, URI pages, Door door) {
        this.folder = folder;
        this.config = config;
        this.pages = pages;
        this.door = door;
        // Builds and trains where that is due, so that no start of the server has to.
        this.server = Program.start(List.of(LAUNCHER.toString(), "version"), folder.resolve("version.log"));
        await().atMost(Duration.ofMinutes(10)).until(() -> !server.isAlive());
    }

    /// @param store the lines under `store:` in the configuration
    static Site in(Path folder, List<String> store) {
        int web = steadyPort();
        int verify = steadyPort();
        write(folder.resolve("token"), List.of(TOKEN));
        var lines = new ArrayList<>(List.of(
                "organisation:",
                "  name: Fault tests",
                "data: data",
                "web:",
                "  listen: 127.0.0.1:" + web,
                "  public-url: http://localhost:" + web,
                "listeners:",
                "  verify:",
                "    listen: 127.0.0.1:" + verify,
                "    servers:",
                "      - name: faults",
                "        token: file:token",
                "mail:",
                "  from: no-reply@olive.example",
                "  outbox: outbox",
                "policy:",
                "  app-passwords-per-account: 1000",
                "store:"));
        lines.addAll(store);
        var config = write(folder.resolve("sallyport.yaml"), lines);
        var door = new Door(URI.create("http://127.0.0.1:" + verify + "/verify"), TOKEN);
        return new Site(folder, config, URI.create("http://127.0.0.1:" + web), door);
    }

    Door door() {
        return door;
    }

    Outbox outbox() {
        return new Outbox(folder.resolve("outbox"));
    }

    /// Adds an account for which MFA is required, and gives its owner a browser.
    Holder add(String name) {
        var password = "correct horse of " + Integer.toString(name.hashCode(), 36) + " battery";
        var file = write(folder.resolve("password"), List.of(password));
        command(
                "account",
                "add",
                name,
                "--display-name",
                "Somebody",
                "--contact",
                name + "@home.example",
                "--require-mfa",
                "--password-from",
                "file:" + file);
        return new Holder(name, password, new Browser(pages));
    }

    /// Starts the server and waits for nothing.
    void start() {
        starts++;
        server = Program.start(
                List.of(LAUNCHER.toString(), "serve", "--config", config.toString()),
                folder.resolve("server-" + starts + ".log"));
    }

    /// Starts the server, waits for its first verdict, which has to come in time, and says how long that took.
    Duration startAndAsk(String user, String secret) {
        long begin = System.nanoTime();
        start();
        await("verdicts within " + DOORS_OPEN_WITHIN + " of the start")
                .atMost(DOORS_OPEN_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> aliveAnd(door.isOpen(user, secret)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// Waits for the pages.
    void awaitPages() {
        var visitor = new Browser(pages);
        await("the pages")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> aliveAnd(isThere(visitor)));
    }

    /// SIGKILL: nothing is flushed, finished or said.
    void kill() {
        server.kill();
    }

    /// SIGKILL after so long; it may have ended by itself only if something is wrong.
    void dieAfter(Duration time) {
        if (server.endsWithin(time)) {
            throw new AssertionError("the server ended by itself:\n" + server.said());
        }
        server.kill();
    }

    /// SIGTERM, which has to end in order.
    void stop() {
        int code = server.stop();
        if (code != 0) {
            throw new AssertionError("told to stop, the server ended with " + code + ":\n" + server.said());
        }
    }

    /// Runs one command of the command line and returns what it printed.
    String command(String... words) {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--config", config.toString()));
        return Program.run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        if (server.isAlive()) {
            server.kill();
        }
    }

    private boolean aliveAnd(boolean answer) {
        if (!server.isAlive()) {
            throw new AssertionError("the server ended by itself:\n" + server.said());
        }
        return answer;
    }

    private static boolean isThere(Browser visitor) {
        try {
            return visitor.open("/sign-in").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /// A free port that no outgoing connection can take while the server is dead: below 32768, where Linux begins to
    /// hand them out.
    private static int steadyPort() {
        return IntStream.generate(() -> BASE + Ports.freeOffset(BASE))
                .filter(port -> port < 32_768)
                .findFirst()
                .orElseThrow();
    }

    private static Path write(Path file, List<String> lines) {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
