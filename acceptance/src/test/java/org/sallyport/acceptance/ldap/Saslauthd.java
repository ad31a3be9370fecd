package org.sallyport.acceptance.ldap;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.Program;

/// A private saslauthd that checks passwords over LDAP.
final class Saslauthd implements AutoCloseable {
    private final Path folder;
    private final Program program;

    private Saslauthd(Path folder, Program program) {
        this.folder = folder;
        this.program = program;
    }

    /// Starts it and waits until it answers.
    static Saslauthd asking(LdapPort ldap) {
        try {
            var folder = Files.createTempDirectory("sallyport-saslauthd-");
            var configuration = folder.resolve("saslauthd.conf");
            Files.writeString(configuration, ldap.configure("saslauthd/saslauthd.conf"));
            var program = Program.start(
                    // When it ends, it ends its whole process group, in which the test would be.
                    List.of(
                            "setsid",
                            "/usr/sbin/saslauthd",
                            "-d",
                            "-a",
                            "ldap",
                            "-O",
                            configuration.toString(),
                            "-m",
                            folder.toString(),
                            "-n",
                            "1"),
                    folder.resolve("console.log"));
            await("saslauthd to answer")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !program.isAlive() || Files.exists(folder.resolve("mux")));
            if (!program.isAlive()) {
                throw new IllegalStateException("saslauthd ended at its start:\n" + program.said());
            }
            return new Saslauthd(folder, program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What `testsaslauthd` says: `OK "Success."` or `NO "authentication failed"`.
    String ask(String user, String password) {
        return Program.finish(
                        Map.of(),
                        List.of(
                                "/usr/sbin/testsaslauthd",
                                "-u",
                                user,
                                "-p",
                                password,
                                "-f",
                                folder.resolve("mux").toString()))
                .said();
    }

    String log() {
        return program.said();
    }

    @Override
    public void close() {
        program.close();
        try (var inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
