package org.sallyport.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A private PostgreSQL 15 in a temporary folder, with its own settings untouched: it syncs what it commits.
///
/// It refuses to run as root; there it runs as the user `postgres` that Debian's package makes.
public final class Postgres implements AutoCloseable {
    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");
    private static final String USER = "sallyport";
    private static final String PASSWORD = "for-fault-tests-only";

    private final Path folder;
    private final int port;
    private Program program;

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.program = launch();
    }

    public static Postgres start() {
        try {
            // Not in JUnit's folder, which the user postgres could not enter.
            var folder = Files.createTempDirectory("sallyport-faults");
            var password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) {
                var owner =
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
                Files.setOwner(folder, owner);
                Files.setOwner(password, owner);
            }
            Program.run(command(
                            "initdb",
                            "--pgdata=" + folder.resolve("data"),
                            "--username=" + USER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8")
                    .toArray(String[]::new));
            var server = new Postgres(folder, Ports.free());
            server.createDatabase();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /// Ends it at once, whoever is connected, as a crash would.
    public void stop() {
        Program.run(command("pg_ctl", "stop", "--pgdata=" + data(), "--mode=immediate")
                .toArray(String[]::new));
        program.stop();
    }

    /// Starts it again, with what it kept, and waits until it answers.
    public void startAgain() {
        program = launch();
    }

    private Program launch() {
        var words = command(
                "postgres", "-D", data(), "-p", "" + port, "-k", folder + "", "-c", "listen_addresses=127.0.0.1");
        var launched = Program.start(words, folder.resolve("log"));
        await("PostgreSQL")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> answers(launched));
        return launched;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /// The lines under `store:` in the configuration.
    ///
    /// @param folder where the password's file goes
    public List<String> configuration(Path folder) {
        return configuration(folder, port);
    }

    /// The same for a server that reaches it by way of another port.
    public List<String> configuration(Path folder, int byWayOf) {
        try {
            Files.writeString(folder.resolve("database.password"), PASSWORD + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "  kind: postgres",
                "  postgres:",
                "    url: " + url(byWayOf, "sallyport"),
                "    user: " + USER,
                "    password: file:database.password");
    }

    @Override
    public void close() {
        if (program.isAlive()) {
            stop();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private boolean answers(Program launched) {
        if (!launched.isAlive()) {
            throw new AssertionError("PostgreSQL ended by itself:\n" + launched.said());
        }
        try (var connection = DriverManager.getConnection(url(port, "postgres"), USER, PASSWORD)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /// The one number that a query gives.
    public long number(String query) {
        try (var connection = DriverManager.getConnection(url(port, "sallyport"), USER, PASSWORD);
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection(url(port, "postgres"), USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("create database sallyport");
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL gives no database", e);
        }
    }

    private static List<String> command(String program, String... words) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            // setpriv becomes the command, so that our handle is PostgreSQL's own.
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.add(BIN.resolve(program).toString());
        command.addAll(List.of(words));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
