package org.sallyport.server.store.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.sallyport.core.secret.Secret;

/// A PostgreSQL server of our own: in a temporary folder, on a free port of the loopback address, with a password,
/// one a test run. Databases on it are cheap; take a new one a class.
///
/// PostgreSQL refuses to run as root; there it runs as the user `postgres` that Debian's package makes.
public final class PostgresServer {
    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");
    private static final String USER = "sallyport";
    private static final String PASSWORD = "for-tests-only";

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }

    private final Path folder;
    private final Process process;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// The server of this test run, started when it is first asked for and stopped with the run.
    ///
    /// @throws AssertionError where PostgreSQL 15 is missing: a store that was not tried is not a store that works
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /// How to reach a new, empty database.
    public PostgresSettings newDatabase() {
        var name = "test" + databases.incrementAndGet();
        execute("postgres", "create database " + name);
        return new PostgresSettings(url(name), USER, Secret.of(PASSWORD), 8);
    }

    /// Runs a statement as somebody would who got hold of the database.
    public void execute(PostgresSettings database, String sql) {
        execute(database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1), sql);
    }

    private void execute(String database, String sql) {
        try (var connection = DriverManager.getConnection(url(database), USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL refused: " + sql, e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static PostgresServer start() {
        if (!Files.isExecutable(BIN.resolve("initdb"))) {
            throw new AssertionError("PostgreSQL 15 is needed for this test: apt-get install postgresql-15");
        }
        try {
            var folder = Files.createTempDirectory("sallyport-postgres");
            var data = folder.resolve("data").toString();
            initialise(folder, data);
            int port = freePort();
            var postgres = List.of(BIN.resolve("postgres").toString(), "-D", data, "-p", Integer.toString(port));
            var settings = List.of("-k", folder.toString(), "-h", "127.0.0.1", "-F", "-N", "100");
            var process = command(
                            folder,
                            Stream.concat(postgres.stream(), settings.stream()).toList())
                    .start();
            var server = new PostgresServer(folder, process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-postgres"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void initialise(Path folder, String data) throws IOException {
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(folder, owner);
            Files.setOwner(password, owner);
        }
        var initdb = List.of(
                BIN.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        try {
            if (command(folder, initdb).start().waitFor() != 0) {
                throw new AssertionError("initdb failed: " + log(folder));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("PostgreSQL ended by itself; it said: " + log(folder));
        }
        try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void stop() {
        try {
            // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients that never leave.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder command(Path folder, List<String> command) {
        var words = new ArrayList<String>();
        if (isRoot()) {
            // setpriv becomes the command, so that our handle is PostgreSQL's own.
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        words.addAll(command);
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "nothing (" + e + ")";
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
