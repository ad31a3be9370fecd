package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.Making;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.api.WantedToken;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.server.web.RunningWeb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `sallyport --server`, against a server.
class RemoteCommandsTest {
    private static RunningWeb web;
    private static Account owner;
    private static int count;

    @TempDir
    Path folder;

    private Shell shell;
    private Account nikos;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        owner = web.organisation.add("maria", Role.OWNER, Optional.empty());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void sitDown() {
        nikos = web.organisation.add("nikos" + count++, Role.PERSON, Optional.of("nikos@pine.example"));
        shell = new Shell(folder)
                .set("SALLYPORT_SERVER", "http://localhost:" + web.port())
                .set("SALLYPORT_TOKEN", token(ApiToken.Kind.PERSONAL, scopes(ApiToken.Kind.PERSONAL)));
    }

    private static Set<Permission> scopes(ApiToken.Kind kind) {
        return TokenDesk.scopes(Role.OWNER, kind);
    }

    private static Making.Made make(ApiToken.Kind kind, Set<Permission> scopes) {
        var wanted = new WantedToken(kind, new Allowance("a test", scopes, Set.of()), Duration.ofDays(30));
        return (Making.Made)
                web.bean(TokenDesk.class).make(owner.id(), web.organisation.clock.instant(), wanted, _ -> true);
    }

    private static String token(ApiToken.Kind kind, Set<Permission> scopes) {
        return make(kind, scopes).secret().reveal();
    }

    private String name() {
        return nikos.username().toString();
    }

    private JsonNode json(String... args) {
        var screen = shell.run(args);
        assertThat(screen.exitCode()).as("%s", screen.err()).isZero();
        return JsonMapper.shared().readTree(screen.out());
    }

    @Test
    void theServerIsNamedInFrontOrBehindOrInTheEnvironment() {
        var url = "http://localhost:" + web.port();
        assertThat(shell.run("account", "show", name()).out()).contains("user_name: " + name());
        shell.set("SALLYPORT_SERVER", "http://localhost:1");
        assertThat(shell.run("--server", url, "account", "show", name()).exitCode())
                .isZero();
        assertThat(shell.run("account", "show", name(), "--server", url).exitCode())
                .isZero();
        assertThat(shell.run("account", "show", name()).exitCode()).isEqualTo(3);
    }

    @Test
    void peopleAreListedForPeopleAndForPrograms() {
        assertThat(shell.run("account", "list", "--matching", name()).out())
                .contains("user_name", name())
                .doesNotContain("maria");
        assertThat(json("account", "list", "--json").at("/items").valueStream())
                .anyMatch(person ->
                        person.path("id").asString("").equals(nikos.id().toString()));
    }

    @Test
    void somebodyIsAddedDisabledAndEnabled() {
        var screen =
                shell.run("account", "add", "petros", "--display-name", "Petros P.", "--group", "a", "--group", "b");
        assertThat(screen.out()).isEqualTo("petros is added, without an account password.\n");
        assertThat(json("account", "show", "petros", "--json").at("/profile/groups"))
                .hasSize(2);

        assertThat(shell.run("account", "disable", "petros", "--why", "Left").out())
                .startsWith("petros is disabled.");
        assertThat(json("account", "show", "petros", "--json").path("status").asString())
                .isEqualTo("disabled");
        assertThat(shell.run("account", "enable", "petros", "--why", "Came back")
                        .out())
                .isEqualTo("petros is enabled.\n");
    }

    @Test
    void appPasswordsAreListedAndRevoked() {
        web.organisation.requireMfa(nikos);
        web.organisation.registerApp(nikos);
        web.organisation.issue(nikos, Scope.mail());
        web.organisation.issue(nikos, Scope.mail());
        var listed = json("app-password", "list", name(), "--json").path("items");
        assertThat(listed).hasSize(2);

        assertThat(shell.run(
                                "app-password",
                                "revoke",
                                name(),
                                listed.at("/0/id").asString(""))
                        .out())
                .startsWith("Revoked.");
        assertThat(shell.run("app-password", "revoke", name(), "--all").err()).contains("--why is missing");
        assertThat(shell.run("app-password", "revoke", name(), "--all", "--why", "Lost it")
                        .exitCode())
                .isZero();
        assertThat(json("app-password", "list", name(), "--json").path("items")).isEmpty();
    }

    @Test
    void aTableIsTakenDryAndForGood() {
        var file = shell.write("people.csv", "user-name,display-name\nanna" + count + ",Anna A.\n");
        assertThat(shell.run("account", "import", file, "--dry-run").out()).startsWith("Would be added: 1.");
        assertThat(shell.run("account", "import", file).out()).startsWith("Added: 1.");
        var bad = shell.write("bad.csv", "user-name,display-name\na b,Anna A.\n");
        assertThat(shell.run("account", "import", bad, "--dry-run").exitCode()).isEqualTo(1);
        assertThat(shell.run("account", "import", bad).exitCode()).isEqualTo(1);
    }

    @Test
    void whatNeedsASecondOneIsProposed() {
        web.secondAdmin(GraveAct.ROLES);
        shell.set("SALLYPORT_SERVER", "http://localhost:" + web.port());

        var screen = shell.run("account", "set-role", name(), "auditor", "--why", "Audit of the year");

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.err()).contains("second one of the staff");
        assertThat(screen.out()).contains("role: person");
    }

    @Test
    void requirementsAndPoliciesSayWhomTheyAreAbout() {
        assertThat(shell.run("requirement", "set", "require", "--why", "As agreed")
                        .err())
                .contains("needs one of --everybody, --group, --account");
        assertThat(shell.run("requirement", "set", "require", "--group", "olive", "--why", "As agreed")
                        .exitCode())
                .isZero();
        assertThat(shell.run("requirement", "show", "--group", "olive").out()).contains("required: require");
        assertThat(shell.run("requirement", "set", "require", "--account", name(), "--why", "As agreed")
                        .exitCode())
                .isZero();
        assertThat(shell.run("requirement", "forecast", "exempt", "--everybody").out())
                .contains("governed: ");
        var values = json("policy", "show", "--everybody", "--json").path("values");
        var key = values.at("/0/key").asString("");
        var set = shell.run(
                "policy",
                "set",
                key + "=" + values.at("/0/value").asString(""),
                "--group",
                "olive",
                "--why",
                "As agreed");
        assertThat(set.err()).isEmpty();
        assertThat(set.exitCode()).isZero();
        assertThat(shell.run("policy", "show", "--account", name()).out()).contains(key);
    }

    @Test
    void theLogIsLookedThroughExportedAndVerified() {
        var listed = json("audit", "list", "--most", "3", "--json").path("items");
        assertThat(listed).hasSize(3);
        var exported = shell.run("audit", "export").out();
        assertThat(exported.lines().findFirst().orElse("")).startsWith("{\"number\":1,");
        assertThat(shell.run("audit", "show", "1").out()).contains("number: 1");
        assertThat(shell.run("audit", "verify").out()).startsWith("The audit log is whole: ");
    }

    @Test
    void everyOtherListIsShown() {
        for (var what : new String[] {"sources", "methods", "browsers", "remembered-browsers", "senders", "history"}) {
            assertThat(shell.run("account", what, name()).exitCode()).as(what).isZero();
        }
        for (var what : new String[] {"group", "staff", "requirement", "rollout", "source", "webhook", "proposal"}) {
            assertThat(shell.run(what, "list").exitCode()).as(what).isZero();
        }
        assertThat(shell.run("overview").exitCode()).isZero();
        assertThat(shell.run("token", "show").out()).contains("maker: maria");
        assertThat(shell.run("account", "sign-out", name()).out()).isEqualTo("Signed out.\n");
        assertThat(shell.run("account", "forget-devices", name()).exitCode()).isZero();
        assertThat(shell.run("account", "onboarding-code", name()).out()).matches("(\\w{4} )+\\w+\n");
    }

    @Test
    void whatIsOnRecordIsChangedAndDeleted() {
        assertThat(shell.run("account", "edit", name(), "--group", "a", "--group", "b", "--why", "As agreed")
                        .out())
                .isEqualTo(name() + " is changed.\n");
        assertThat(json("account", "show", name(), "--json").at("/profile/groups"))
                .hasSize(2);
        shell.run("account", "edit", name(), "--group", "none", "--why", "As agreed");
        assertThat(json("account", "show", name(), "--json").at("/profile/groups"))
                .isEmpty();
        assertThat(shell.run("account", "set-contact", name(), "n@home.example", "--why", "As agreed")
                        .exitCode())
                .isZero();
        assertThat(shell.run("account", "delete", name(), "--after-days", "7", "--why", "Left")
                        .exitCode())
                .isZero();
        assertThat(shell.run("account", "deletion", name()).exitCode()).isZero();
        assertThat(shell.run("account", "keep", name()).out()).isEqualTo(name() + " is kept.\n");
    }

    @Test
    void theSameIsDoneToManyPeople() {
        var screen = shell.run(
                "account",
                "bulk",
                "join-group",
                name(),
                owner.id().toString(),
                "--group",
                "both",
                "--why",
                "As agreed");
        assertThat(screen.err()).isEmpty();
        assertThat(screen.out()).contains("done: ");
        assertThat(shell.run("account", "list", "--group", "both").out()).contains(name());
    }

    @Test
    void aRolloutIsForeseenStartedAndCalledOff() {
        assertThat(shell.run("rollout", "forecast", "--group", "both").exitCode())
                .isZero();
        var started = json(
                "rollout",
                "start",
                "--subject",
                "group",
                "--group",
                "late" + count,
                "--days",
                "30",
                "--quiet-days",
                "7",
                "--why",
                "As agreed",
                "--json");
        var id = started.path("id").asString("");
        assertThat(shell.run("rollout", "progress", id).exitCode()).isZero();
        assertThat(shell.run("rollout", "people", id, "--show", "quiet").exitCode())
                .isZero();
        assertThat(shell.run("rollout", "change", id, "call-off", "--why", "Not now")
                        .err())
                .isEmpty();
    }

    @Test
    void aDeviceIsMadeChangedAndStopped() {
        var made = shell.run(
                "device",
                "add",
                "scanner",
                "--name",
                "Scanner",
                "--owner",
                "maria",
                "--sender",
                "scan@olive.example",
                "--recipient",
                "any",
                "--messages-per-hour",
                "10",
                "--recipients-per-hour",
                "20",
                "--protocol",
                "smtp",
                "--network",
                "any");
        assertThat(made.err()).isEmpty();
        assertThat(shell.run("device", "change", "scanner", "--name", "Upstairs")
                        .exitCode())
                .isZero();
        var device = json("device", "show", "scanner", "--json");
        assertThat(device.path("name").asString()).isEqualTo("Upstairs");
        assertThat(device.at("/limits/senders/0").asString()).isEqualTo("scan@olive.example");
        assertThat(device.at("/limits/recipients")).isEmpty();
        assertThat(shell.run("device", "card", "scanner", "--to", "maker").out())
                .contains("link: http");
        assertThat(shell.run("device", "pause", "scanner", "--why", "Sends too much")
                        .exitCode())
                .isZero();
        assertThat(shell.run("device", "activity", "scanner").exitCode()).isZero();
        assertThat(shell.run("device", "delete", "scanner", "--why", "Sold it").out())
                .isEqualTo("scanner is deleted.\n");
        assertThat(shell.run("device", "list").out()).isEqualTo("(none)\n");
    }

    @Test
    void whatHasNoCommandIsAskedAsItIs() {
        assertThat(json("api", "GET", "/api/v1/people?user_name=" + name())
                        .at("/items/0/user_name")
                        .asString())
                .isEqualTo(name());
        var why = shell.write("why.json", "{\"why\": \"Left\"}");
        var path = "/api/v1/people/" + nikos.id() + "/disable";
        assertThat(shell.run("api", "POST", path, "--data", why).err()).contains("If-Match");
        assertThat(shell.type("{\"why\": \"Left\"}", "api", "post", path, "--data", "-", "--if-match", "*")
                        .out())
                .contains("\"disabled\"");
        assertThat(shell.run("api", "GET", "https://elsewhere.example/").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aClientIsTakenForAToken() throws IOException {
        var client = make(ApiToken.Kind.CLIENT, Set.of(Permission.PEOPLE_SEE));
        var file = Path.of(shell.write("client.secret", client.secret().reveal() + "\n"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        shell.set("SALLYPORT_TOKEN", "");

        var screen = shell.run(
                "token",
                "show",
                "--client-id",
                client.token().id().toString(),
                "--client-secret-file",
                file.toString());

        assertThat(screen.err()).isEmpty();
        assertThat(screen.out()).contains("scopes: people-see");
    }

    @Test
    void aTokenComesFromAFileThatNobodyElseReads() throws IOException {
        var secret = token(ApiToken.Kind.PERSONAL, Set.of(Permission.PEOPLE_SEE));
        var file = Path.of(shell.write("token", "Authorization: Bearer " + secret + "\n"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        var screen = shell.run("token", "show", "--token-file", file.toString());

        assertThat(screen.out()).contains("scopes: people-see");
        assertThat(screen.err()).contains("others can read");
        assertThat(shell.run("account", "disable", name(), "--why", "Left", "--token-file", file.toString()))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isEqualTo(1);
                    assertThat(refused.err()).contains("may not do that", "people-disable");
                });
    }

    @Test
    void aWrongTokenIsRefusedAndNeverShown() {
        var wrong = "slp_" + "A".repeat(59);
        assertThat(shell.set("SALLYPORT_TOKEN", wrong).run("token", "show")).satisfies(screen -> {
            assertThat(screen.exitCode()).isEqualTo(1);
            assertThat(screen.err()).contains("does not take this token").doesNotContain(wrong);
        });
        assertThat(shell.set("SALLYPORT_TOKEN", "two words").run("token", "show"))
                .satisfies(screen -> {
                    assertThat(screen.exitCode()).isEqualTo(2);
                    assertThat(screen.err()).contains("holds no token").doesNotContain("two words");
                });
        assertThat(shell.set("SALLYPORT_TOKEN", "").run("token", "show").exitCode())
                .isEqualTo(2);
    }

    @Test
    void nobodyOfThatNameIsRefused() {
        assertThat(shell.run("account", "show", "nobody")).satisfies(screen -> {
            assertThat(screen.exitCode()).isEqualTo(1);
            assertThat(screen.err()).contains("no account of that name");
        });
    }

    @Test
    void thisMachineAndAServerAreNotMixedUp() {
        var config = shell.configuration();
        assertThat(shell.run("account", "list", "--config", config).err())
                .as("--config goes before the environment")
                .contains("there is nothing in");
        assertThat(shell.run("account", "list", "--config", config, "--server", "http://localhost")
                        .exitCode())
                .isEqualTo(2);
        assertThat(shell.run("account", "list", "--config", config, "--matching", "x")
                        .err())
                .contains("--matching goes with --server");
        assertThat(shell.run("account", "add", "x", "--display-name", "X", "--admin")
                        .err())
                .contains("--admin works on the machine itself only");
        assertThat(shell.run("--server", "http://localhost", "keys", "rotate").err())
                .contains("keys rotate works on the machine itself only");
        assertThat(shell.set("SALLYPORT_SERVER", "").run("account", "list").err())
                .contains("one of --config FILE, --data DIR and --server URL is missing");
        assertThat(shell.run("staff").err()).contains("one of list is missing");
    }
}
