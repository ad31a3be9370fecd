package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
    private static final String PASSWORD = Shell.PASSWORD;

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
    class ACommandLine {
        @Test
        void withoutACommandIsMisuse() {
            assertThat(shell.run()).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(2);
                assertThat(screen.err()).contains("demo, serve, check", "./sallyport --help");
            });
        }

        @Test
        void withATypingMistakeIsMisuse() {
            assertThat(shell.run("acount", "list").exitCode()).isEqualTo(2);
            assertThat(shell.run("account", "list", "--cnfig", config).exitCode())
                    .isEqualTo(2);
            assertThat(shell.run("account", "list").exitCode()).isEqualTo(2);
        }

        @Test
        void everyCommandExplainsItself() {
            for (var command : everyCommand()) {
                var args = new ArrayList<>(command);
                args.add("--help");

                var screen = shell.run(args.toArray(String[]::new));

                assertThat(screen.exitCode()).as("%s", command).isZero();
                assertThat(screen.out())
                        .as("%s", command)
                        .contains("Usage: sallyport")
                        .doesNotContain("null");
            }
        }

        @Test
        void theVersionIsSaid() {
            assertThat(shell.run("version").out()).startsWith("sallyport ");
        }
    }

    @Nested
    class Check {
        @Test
        void findsNothingWrong() {
            assertThat(shell.run("check", "--config", config)).satisfies(screen -> {
                assertThat(screen.exitCode()).isZero();
                assertThat(screen.out()).isEqualTo(config + ": nothing is wrong.\n");
            });
        }

        @Test
        void saysEverythingThatIsWrong() {
            var broken = shell.write("broken.yaml", "organisation:\n  name: Olive\nlistners: {}\nmail: {from: x}\n");

            assertThat(shell.run("check", "--config", broken)).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(2);
                assertThat(screen.err())
                        .contains("listners: no such key; did you mean listeners? (line 3)")
                        .contains("mail.from: needs a mail address, found \"x\" (line 4)")
                        .contains("web.public-url: is missing")
                        .endsWith("4 problems in " + broken + "\n");
            });
        }

        @Test
        void explainsEveryKey() {
            assertThat(shell.run("check", "--explain")).satisfies(screen -> {
                assertThat(screen.exitCode()).isZero();
                assertThat(screen.out()).contains("listeners.verify.servers[].token\n");
            });
        }
    }

    @Nested
    class Posix {
        @Test
        void numbersAreGivenOnceAndTakenAway() {
            shell.add(config, "eleni@olive.example");
            shell.add(config, "nikos@olive.example");

            assertThat(shell.run(
                                    "account",
                                    "set-posix",
                                    "eleni@olive.example",
                                    "--uid",
                                    "10001",
                                    "--gid",
                                    "10000",
                                    "--config",
                                    config)
                            .out())
                    .isEqualTo("eleni@olive.example has uid 10001 and gid 10000.\n");
            assertThat(shell.run(
                                    "account",
                                    "set-posix",
                                    "nikos@olive.example",
                                    "--uid",
                                    "10001",
                                    "--gid",
                                    "10000",
                                    "--config",
                                    config)
                            .err())
                    .contains("uid 10001 belongs to somebody else already");
            assertThat(shell.run("account", "set-posix", "eleni@olive.example", "--none", "--config", config)
                            .out())
                    .isEqualTo("eleni@olive.example has no numbers.\n");
        }

        @Test
        void theNumberOfAMachinesOwnAccountIsRefused() {
            shell.add(config, "eleni@olive.example");

            assertThat(shell.run(
                            "account",
                            "set-posix",
                            "eleni@olive.example",
                            "--uid",
                            "0",
                            "--gid",
                            "10000",
                            "--config",
                            config))
                    .satisfies(screen -> {
                        assertThat(screen.exitCode()).isEqualTo(2);
                        assertThat(screen.err()).contains("a uid is a number from 1000");
                    });
        }

        @Test
        void aGroupsNumberIsItsOwn() {
            shell.add(config, "eleni@olive.example");

            assertThat(shell.run("group", "set-posix", "staff", "--gid", "10000", "--config", config)
                            .out())
                    .isEqualTo("staff has gid 10000.\n");
            assertThat(shell.run("group", "set-posix", "press", "--gid", "10000", "--config", config)
                            .exitCode())
                    .isEqualTo(1);
            assertThat(shell.run("group", "set-posix", "staff", "--none", "--config", config)
                            .out())
                    .isEqualTo("staff has no number.\n");
        }
    }

    @Nested
    class Account {
        @Test
        void isAddedAndListed() {
            assertThat(shell.add(
                            config,
                            "eleni@olive.example",
                            "--language",
                            "el",
                            "--contact",
                            "eleni@home.example",
                            "--require-mfa"))
                    .satisfies(screen -> {
                        assertThat(screen.err()).isEmpty();
                        assertThat(screen.exitCode()).isZero();
                        assertThat(screen.out()).isEqualTo("eleni@olive.example is added.\n");
                    });
            assertThat(shell.add(config, "maria", "--admin", "--group", "Board").exitCode())
                    .isZero();

            assertThat(shell.accounts(config))
                    .extracting(
                            account -> account.get("name"),
                            account -> account.get("role"),
                            account -> account.get("mfa"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("eleni@olive.example", "person", "enabled"),
                            org.assertj.core.groups.Tuple.tuple("maria", "owner", "enabled"));
            assertThat(shell.run("account", "list", "--config", config).out()).contains("e•••••@home.example", "Board");
        }

        @Test
        void isGivenAContactAfterwards() {
            shell.add(config, "nikos");

            assertThat(shell.run("account", "set-contact", "nikos", "home@pine.example", "--config", config)
                            .out())
                    .isEqualTo("The contact of nikos is h•••••@pine.example.\n");
            assertThat(shell.accounts(config).getFirst().get("contact")).isEqualTo("h•••••@pine.example");
            assertThat(shell.run("account", "set-contact", "nikos", "no address", "--config", config)
                            .exitCode())
                    .isEqualTo(2);
        }

        @Test
        void isRefusedUnderANameThatIsTaken() {
            shell.add(config, "nikos");

            assertThat(shell.add(config, "NIKOS")).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).isEqualTo("sallyport: there is an account of that name already.\n");
            });
        }

        @Test
        void isRefusedWithAWeakPassword() {
            shell.set("PASSWORD", "short");

            assertThat(shell.add(config, "nikos")).satisfies(screen -> {
                assertThat(screen.exitCode()).isEqualTo(1);
                assertThat(screen.err()).contains("at least 15 characters").doesNotContain("short-");
            });
        }

        @Test
        void isNotAddedWithAPasswordOnTheCommandLine() {
            var screen = shell.run(
                    "account", "add", "nikos", "--display-name", "N", "--password-from", PASSWORD, "--config", config);

            assertThat(screen.exitCode()).isEqualTo(2);
            assertThat(screen.err()).contains("file:PATH, env:NAME or -").doesNotContain(PASSWORD);
        }

        @Test
        void takesItsPasswordFromStandardInputOrAFile() {
            shell.add(config, "nikos");
            var file = shell.write("password", PASSWORD + "-2\n");

            assertThat(shell.type(
                                    PASSWORD + "-1\n",
                                    "account",
                                    "set-password",
                                    "nikos",
                                    "--password-from",
                                    "-",
                                    "--config",
                                    config)
                            .out())
                    .isEqualTo("The password of nikos is set.\n");
            assertThat(shell.run(
                                    "account",
                                    "set-password",
                                    "nikos",
                                    "--password-from",
                                    "file:" + file,
                                    "--config",
                                    config)
                            .exitCode())
                    .isZero();
        }

        @Test
        void isDisabledAndEnabled() {
            shell.add(config, "nikos");

            assertThat(shell.run("account", "disable", "nikos", "--config", config)
                            .out())
                    .isEqualTo("nikos is disabled.\n");
            assertThat(shell.accounts(config).getFirst().get("status")).isEqualTo("disabled");
            assertThat(shell.run("account", "enable", "nikos", "--config", config)
                            .out())
                    .isEqualTo("nikos is enabled.\n");
            assertThat(shell.accounts(config).getFirst().get("status")).isEqualTo("active");
        }

        @Test
        void thatIsUnknownIsSaidSo() {
            shell.add(config, "nikos");

            for (var command : List.of("disable", "enable")) {
                assertThat(shell.run("account", command, "nobody", "--config", config))
                        .satisfies(screen -> {
                            assertThat(screen.exitCode()).isEqualTo(1);
                            assertThat(screen.err()).isEqualTo("sallyport: there is no account of that name.\n");
                        });
            }
        }
    }

    @Nested
    class AppPassword {
        @Test
        void ofSomebodyWithoutAnyIsAnEmptyList() {
            shell.add(config, "nikos");

            assertThat(shell.run("app-password", "list", "nikos", "--config", config)
                            .out())
                    .isEqualTo("(none)\n");
            assertThat(shell.run("app-password", "list", "nikos", "--json", "--config", config)
                            .out())
                    .isEqualTo("[ ]\n");
            assertThat(shell.run("app-password", "revoke", "nikos", "--all", "--config", config)
                            .out())
                    .isEqualTo("0 app passwords are revoked.\n");
        }

        @Test
        void thatIsNotThereCannotBeRevoked() {
            shell.add(config, "nikos");
            var id = "3f0f6c6e-0000-4000-8000-000000000000";

            assertThat(shell.run("app-password", "revoke", "nikos", id, "--config", config)
                            .exitCode())
                    .isEqualTo(1);
            assertThat(shell.run("app-password", "revoke", "nikos", "x", "--config", config)
                            .exitCode())
                    .isEqualTo(2);
            assertThat(shell.run("app-password", "revoke", "nikos", "--config", config)
                            .exitCode())
                    .isEqualTo(2);
        }
    }

    @Test
    void aListOfNothingMakesNothing() {
        assertThat(shell.run("account", "list", "--config", config)).satisfies(screen -> {
            assertThat(screen.exitCode()).isEqualTo(1);
            assertThat(screen.err()).contains("there is nothing in").contains("./sallyport serve");
        });
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aFileInTheWayOfTheDataFolderIsSaid() {
        shell.write("data", "");

        assertThat(shell.run("keys", "init", "--config", config)).satisfies(screen -> {
            assertThat(screen.exitCode()).isEqualTo(1);
            assertThat(screen.err()).isEqualTo("sallyport: " + folder.resolve("data") + " is not a folder.\n");
        });
    }

    private CommandLine root() {
        var terminal = new Terminal(System.out, System.err, System.in, Map.of());
        return Sallyport.commandLine(terminal, InstantSource.system());
    }

    private List<List<String>> everyCommand() {
        var found = new ArrayList<List<String>>();
        collect(root(), List.of(), found);
        return found;
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> found) {
        command.getSubcommands().forEach((name, under) -> {
            var deeper = new ArrayList<>(path);
            deeper.add(name);
            found.add(deeper);
            collect(under, deeper, found);
        });
    }
}
