package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.throttle.Nodes;
import tools.jackson.databind.json.JsonMapper;

class KeysAndAuditCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Shell shell = new Shell(Path.of("."));
    private String config = "";

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
        config = shell.configuration();
    }

    @Nested
    class Audit {
        @Test
        void isWholeAndExportedLineByLine() {
            shell.add(config, "nikos");
            shell.run("account", "disable", "nikos", "--config", config);

            assertThat(shell.run("audit", "verify", "--config", config).out())
                    .isEqualTo("The audit log is whole: 2 entries.\n");
            var exported = shell.run("audit", "export", "--config", config).out();
            assertThat(exported.lines().map(line -> (Map<?, ?>) JSON.readValue(line, Map.class)))
                    .extracting(entry -> entry.get("kind"), entry -> entry.get("by"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("account-added", "operator"),
                            org.assertj.core.groups.Tuple.tuple("account-disabled", "operator"));
            assertThat(shell.run("audit", "export", "--since", "1", "--config", config)
                            .out()
                            .lines())
                    .hasSize(1);
        }

        @Test
        void isPrunedOfWhatIsOlderThanItIsKeptAndStaysWhole() throws Exception {
            shell.add(config, "nikos");
            shell.add(config, "eleni");
            assertThat(prune("90").out()).isEqualTo("The audit log has let 0 entries go.\n");

            assertThat(prune("89")).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(2);
                assertThat(screen.err()).contains("needs at least 90, found 89");
            });
            shell.forward(Duration.ofDays(90).plusSeconds(1));
            shell.run("account", "disable", "nikos", "--config", config);

            assertThat(prune("90").out()).isEqualTo("The audit log has let 2 entries go.\n");
            assertThat(shell.run("audit", "verify", "--config", config).out())
                    .isEqualTo("The audit log is whole: 2 entries.\n");
            assertThat(shell.run("audit", "export", "--config", config).out())
                    .contains("\"account-disabled\"", "\"audit-pruned\"", "\"to\":\"2\"")
                    .doesNotContain("\"account-added\"");
        }

        @Test
        void thatWasAlteredLetsNothingGo() throws Exception {
            shell.add(config, "nikos");
            shell.run("account", "disable", "nikos", "--config", config);
            alter("update audit set kind = 'account-enabled' where number = 1");

            assertThat(prune("90")).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("entry 1");
            });
        }

        private Shell.Screen prune(String days) {
            return shell.run("audit", "prune", "--keep-days", days, "--config", config);
        }

        private void alter(String sql) throws SQLException {
            try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/sallyport.db"));
                    var statement = database.createStatement()) {
                assertThat(statement.executeUpdate(sql)).isEqualTo(1);
            }
        }

        @Test
        void thatWasAlteredIsFound() throws Exception {
            shell.add(config, "nikos");
            shell.run("account", "disable", "nikos", "--config", config);
            alter("update audit set kind = 'ACCOUNT_ENABLED' where number = 2");

            assertThat(shell.run("audit", "verify", "--config", config)).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("entry 2");
            });
        }
    }

    @Nested
    class Keys {
        @Test
        void areMadeOnce() throws IOException {
            assertThat(shell.run("keys", "init", "--config", config).exitCode()).isZero();

            assertThat(shell.permissions("data")).isEqualTo("rwx------");
            assertThat(shell.permissions("data/keys")).isEqualTo("rwx------");
            assertThat(shell.permissions("data/keys/keyset")).isEqualTo("r--------");
            assertThat(shell.run("keys", "init", "--config", config)).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("never written over");
            });
        }

        @Test
        void thatRotateKeepEverythingReadable() throws IOException {
            shell.add(config, "eleni@olive.example", "--contact", "eleni@home.example", "--require-mfa");
            var before = shell.accounts(config);

            assertThat(shell.run("keys", "rotate", "--config", config).out()).startsWith("Key 2 is in use. ");
            assertThat(shell.run("keys", "rotate", "--config", config).out()).startsWith("Key 3 is in use. ");

            assertThat(shell.accounts(config)).isEqualTo(before);
            assertThat(shell.run("audit", "verify", "--config", config).exitCode())
                    .isZero();
            assertThat(shell.run("audit", "export", "--config", config).out()).contains("\"key-rotated\"");
            assertThat(shell.permissions("data/keys/keyset")).isEqualTo("r--------");
        }

        @Test
        void rotateWhileOneServerRunsAndNotWhileTwoDo() {
            shell.add(config, "nikos");
            anotherServerRuns();
            assertThat(shell.run("keys", "rotate", "--config", config).exitCode())
                    .isZero();
            anotherServerRuns();
            var keyset = folder.resolve("data/keys/keyset");
            assertThat(keyset).content().contains("key 2 primary").doesNotContain("key 3");

            assertThat(shell.run("keys", "rotate", "--config", config)).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("2 servers of this database", "Stop all but the one on this machine");
            });
            assertThat(keyset).content().contains("key 2 primary").doesNotContain("key 3");
        }

        private void anotherServerRuns() {
            var settings = Where.read(Path.of(config), Terminal.ofThisProcess());
            try (var installation = Installation.open(settings, InstantSource.system(), Installation.Absent.REFUSE)) {
                var _ = installation
                        .store()
                        .transact(books -> Nodes.in(books)
                                .beat(UUID.randomUUID(), installation.clock().instant(), Instant.EPOCH));
            }
        }

        @Test
        void thatAreGoneAreMissedWhileThereIsADatabase() throws IOException {
            shell.add(config, "nikos");
            Files.delete(folder.resolve("data/keys/keyset"));

            assertThat(shell.run("account", "list", "--config", config)).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("Put the keyset back from its backup");
            });
            assertThat(folder.resolve("data/keys/keyset")).doesNotExist();
        }

        @Test
        void thatOthersMayReadAreRefused() throws IOException {
            shell.add(config, "nikos");
            Files.setPosixFilePermissions(
                    folder.resolve("data/keys/keyset"), PosixFilePermissions.fromString("r--r-----"));

            assertThat(shell.run("account", "list", "--config", config)).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("chmod 0400");
            });
        }
    }
}
