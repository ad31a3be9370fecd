package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.core.apppassword.Scope;

/// Every resource of the API, by its commands.
class RemoteResourcesTest extends AtAServer {
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
    void onePersonHasAPolicyOfTheirOwn() {
        var first = json("policy", "show", "--account", name(), "--json").at("/items/0");
        var pair = first.path("key").asString("") + "=" + first.path("value").asString("");

        assertThat(shell.run("policy", "set", pair, "--account", name(), "--why", "As agreed"))
                .satisfies(screen -> {
                    assertThat(screen.err()).isEmpty();
                    assertThat(screen.out()).isEqualTo("It is decided.\n");
                });
        assertThat(json("policy", "show", "--account", name(), "--json")
                        .at("/items/0/from")
                        .asString(""))
                .isEqualTo("person");
    }
}
