package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What commands of this machine say to programs.
class JsonOfCommandsTest {
    /// They go on until they are stopped, or print a script or a page.
    private static final Set<String> WITHOUT =
            Set.of("sallyport demo", "sallyport serve", "sallyport agent", "sallyport completion", "sallyport man");

    private static final String ELENI = "eleni@olive.example";

    @TempDir
    Path folder;

    private Shell shell;
    private String config = "";

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
        config = shell.configuration();
    }

    /// What it prints with `--json`, which is one document and nothing else.
    private JsonNode json(int exitCode, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "--config", config));
        var screen = shell.run(all.toArray(String[]::new));
        assertThat(screen.exitCode()).as(screen.err()).isEqualTo(exitCode);
        return JsonMapper.shared().readTree(screen.out());
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(JsonOfCommandsTest::leaves);
    }

    @Test
    void everyCommandThatSaysWhatItDidSaysItAsJsonToo() {
        var without = leaves(Sallyport.commandLine(shell.terminal(), InstantSource.system()))
                .filter(command -> command.getCommandSpec().findOption("--json") == null)
                .map(command -> command.getCommandSpec().qualifiedName(" "));

        assertThat(without).containsExactlyInAnyOrderElementsOf(WITHOUT);
    }

    @Test
    void anAccountIsShownAsTheListShowsIt() {
        shell.set("PASSWORD", Shell.PASSWORD);
        json(0, "account", "add", "maria", "--display-name", "Maria", "--admin", "--password-from", "env:PASSWORD");
        var added = json(0, "account", "add", ELENI, "--display-name", "Eleni", "--without-password");
        assertThat(added.path("name").asString()).isEqualTo(ELENI);
        assertThat(json(0, "account", "list").path(0)).isEqualTo(added);

        assertThat(json(0, "account", "set-contact", ELENI, "eleni@home.example")
                        .path("contact"))
                .hasToString("\"e•••••@home.example\"");
        assertThat(json(0, "account", "set-role", ELENI, "auditor").path("role"))
                .hasToString("\"auditor\"");
        var disabled = json(0, "account", "disable", ELENI);
        assertThat(disabled.path("status")).hasToString("\"disabled\"");
        assertThat(disabled.at("/connections/closed").isInt()).isTrue();
        assertThat(json(0, "account", "enable", ELENI).path("status")).hasToString("\"active\"");
        assertThat(json(0, "account", "set-password", ELENI, "--password-from", "env:PASSWORD")
                        .path("revoked")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void whatACommandMakesOrTakesAwayIsAField() {
        shell.add(config, "maria", "--admin");
        shell.add(config, ELENI);

        assertThat(json(0, "account", "set-posix", ELENI, "--uid", "10001", "--gid", "10000")
                        .path("home"))
                .hasToString("\"/home/" + ELENI + "\"");
        assertThat(json(0, "group", "set-posix", "staff", "--gid", "10000"))
                .hasToString("{\"group\":\"staff\",\"gid\":10000}");
        var code = json(0, "account", "onboarding-code", ELENI, "--hours", "2");
        assertThat(code.path("code").asString()).matches("[A-Z0-9]{8,}");
        assertThat(code.path("good-until").asString()).endsWith("Z");
        assertThat(json(0, "app-password", "revoke", ELENI, "--all")
                        .path("revoked")
                        .asInt(-1))
                .isZero();
        assertThat(json(0, "mail", "dead-letters", "drop", "--all")).hasToString("{\"letters\":0}");
        assertThat(json(0, "proposal", "list")).hasToString("[]");
        assertThat(json(0, "account", "delete", ELENI, "--why", "Left", "--after-days", "0"))
                .hasToString("{\"name\":\"" + ELENI + "\",\"after-days\":0}");
        assertThat(json(0, "account", "free-name", ELENI)).hasToString("{\"name\":\"" + ELENI + "\"}");
    }

    @Test
    void keysAndTheAuditLogAreToldOf() {
        assertThat(json(0, "keys", "init").path("keyset").asString()).endsWith("data/keys/keyset");
        shell.add(config, "maria", "--admin");
        var rotated = json(0, "keys", "rotate");
        assertThat(rotated.path("key").asInt()).isEqualTo(2);
        assertThat(rotated.path("altered").asInt(-1)).isZero();
        var found = json(0, "audit", "verify");
        assertThat(found.path("whole").asBoolean()).isTrue();
        assertThat(found.path("entries").asInt()).isGreaterThan(1);
        assertThat(json(0, "audit", "prune", "--keep-days", "90")).hasToString("{\"let-go\":0}");
        assertThat(shell.run("version", "--json").out()).contains("\"version\"");
    }

    @Test
    void whatIsWrongInAConfigurationIsAListOfProblems() throws IOException {
        assertThat(json(0, "check")).hasToString("{\"problems\":[]}");
        Files.writeString(Path.of(config), Files.readString(Path.of(config)) + "listners: {}\n");

        var problem = json(2, "check").at("/problems/0");
        assertThat(problem.path("key").asString()).isEqualTo("listners");
        assertThat(problem.path("what").asString()).contains("did you mean listeners?");
        assertThat(problem.path("line").asInt()).isPositive();
        assertThat(JsonMapper.shared()
                        .readTree(shell.run("check", "--explain", "--json").out())
                        .path(0)
                        .path("key")
                        .asString())
                .isNotEmpty();
    }
}
