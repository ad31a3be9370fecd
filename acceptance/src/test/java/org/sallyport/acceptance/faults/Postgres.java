package org.sallyport.acceptance.faults;

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
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private PostgreSQL 15 in a temporary folder, with its own settings untouched: it syncs what it commits.
///
/// It refuses to run as root; there it runs as the user `postgres` that Debian's package makes.
final class Postgres implements AutoCloseable {
    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");
    private static final String USER = "sallyport";
    private static final String PASSWORD = "for-fault-tests-only";

    private final Path folder;
    private final Program program;
    private final int port;

    private Postgres(Path folder, Program program, int port) {
        this.folder = folder;
        this.program = program;
        this.port = port;
    }

    static Postgres start() {
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
            var data = folder.resolve("data").toString();
            Program.run(command(
                            "initdb",
                            "--pgdata=" + data,
                            "--username=" + USER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8")
                    .toArray(String[]::new));
            int port = Ports.free();
            var words = command(
                    "postgres", "-D", data, "-p", "" + port, "-k", folder + "", "-c", "listen_addresses=127.0.0.1");
            var server = new Postgres(folder, Program.start(words, folder.resolve("log")), port);
            await("PostgreSQL")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(server::answers);
            server.createDatabase();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines under `store:` in the configuration.
    ///
    /// @param folder where the password's file goes
    List<String> configuration(Path folder) {
        try {
            Files.writeString(folder.resolve("database.password"), PASSWORD + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "  kind: postgres",
                "  postgres:",
                "    url: " + url("sallyport"),
                "    user: " + USER,
                "    password: file:database.password");
    }

    @Override
    public void close() {
        program.stop();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private boolean answers() {
        if (!program.isAlive()) {
            throw new AssertionError("PostgreSQL ended by itself:\n" + program.said());
        }
        try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
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
