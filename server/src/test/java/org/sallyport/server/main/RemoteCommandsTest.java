package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.staff.GraveAct;

/// `sallyport --server`, against a server.
class RemoteCommandsTest extends AtAServer {
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
    void whatNeedsASecondOneIsProposed() {
        web.secondAdmin(GraveAct.ROLES);
        shell.set("SALLYPORT_SERVER", "http://localhost:" + web.port());

        var screen = shell.run("account", "set-role", name(), "auditor", "--why", "Audit of the year");

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.err()).contains("second one of the staff");
        assertThat(screen.out()).contains("role: person");
    }

    @Test
    void aDeletionThatNeedsASecondOneIsProposedAndChangesNothing() {
        web.secondAdmin(GraveAct.DELETIONS);
        shell.set("SALLYPORT_SERVER", "http://localhost:" + web.port());

        var screen = shell.run("account", "delete", name(), "--why", "Left in May", "--after-days", "7");

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.err()).contains("second one of the staff", "Until then nothing changes");
        assertThat(screen.out()).isEmpty();
        assertThat(json("account", "show", name(), "--json").path("status").asString())
                .isEqualTo("active");
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
