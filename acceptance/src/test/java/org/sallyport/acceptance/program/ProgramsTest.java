package org.sallyport.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;
import org.sallyport.acceptance.harness.Walker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs do staff's work: `curl` at the API, and `./sallyport --server` from anywhere. One server for all of it.
class ProgramsTest {
    private static final String ADDRESS_IN_DOCUMENTS = "https://apps.olive.example";

    private static Demo demo;
    private static Walker zoe;

    @BeforeAll
    static void start() {
        demo = Demo.start();
        zoe = new Walker(
                demo, demo.add("zoe", "Zoe Hill", "--role", "admin", "--require-mfa", "--contact", "zoe@home.example"));
        zoe.setUp(demo.outbox());
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void theApiByExampleHolds() {
        var token = zoe.makeToken("personal", "people-see", "people-change", "people-import");
        var client = zoe.makeToken("client", "people-see", "people-disable");

        Examples.of("api-by-example.md", ADDRESS_IN_DOCUMENTS)
                .holdAt(
                        demo.url(),
                        Map.of("TOKEN", token.secret(), "CLIENT_ID", client.id(), "CLIENT_SECRET", client.secret()));
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToComeAgain() {
        var eager = zoe.makeToken("personal", "people-see");
        var other = zoe.makeToken("personal", "people-see");

        var statuses = curl(eager, "-o", "/dev/null", "-w", "%{http_code}\n", "/api/v1/token#[1-605]")
                .lines()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        assertThat(statuses).isEqualTo(Map.of("200", 600L, "429", 5L));
        assertThat(curl(eager, "-i", "/api/v1/people"))
                .startsWith("HTTP/1.1 429")
                .containsPattern("(?i)\nretry-after: [1-9][0-9]?\r\n")
                .containsPattern("(?i)\nratelimit: \"token\";r=0;t=[1-9][0-9]?\r\n")
                .containsIgnoringCase("\ncontent-type: application/problem+json")
                .contains("\"type\":\"urn:sallyport:problem:too-many-requests\"");
        assertThat(curl(other, "-i", "/api/v1/people")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aClientWorksFromTheCommandLine() {
        var client = zoe.makeToken("client", "people-see", "people-disable");
        try (var folder = PeerFolder.makeForOwner()) {
            var secret = folder.writeForOwner("client.secret", client.secret() + "\n");
            var known = List.of("--client-id", client.id(), "--client-secret-file", secret.toString());

            var disabled = elsewhere("", known, "account", "disable", "nikos@olive.example", "--why", "Left", "--json");
            assertThat(json(disabled).at("/person/status").asString()).isEqualTo("disabled");
            assertThat(json(disabled).at("/connections/closed").isInt()).isTrue();
            assertThat(elsewhere("", known, "account", "enable", "nikos@olive.example", "--why", "Is back")
                            .said())
                    .isEqualTo("nikos@olive.example is enabled.\n");
        }
    }

    @Test
    void aTokenThatIsNotGoodIsSaidAndNotRepeated() {
        var guessed = "slp_" + "A".repeat(59);

        assertThat(elsewhere(guessed, List.of(), "token", "show", "--json")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said()).contains("does not take this token").doesNotContain(guessed);
        });
        assertThat(elsewhere("", List.of(), "token", "show")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.said()).contains("a token is missing");
        });
    }

    @Test
    void shellsCompleteWhatIsTyped() {
        try (var folder = PeerFolder.makeForOwner()) {
            var script = folder.write("completion", Program.run(Demo.LAUNCHER.toString(), "completion"))
                    .toString();
            var driver = folder.fill("completion/press-tab.zsh", Map.of()).toString();
            for (var shell : List.of("bash", "zsh")) {
                var said = Program.run(
                        "timeout",
                        "60",
                        "zsh",
                        "-f",
                        driver,
                        shell,
                        script,
                        "./sallyport acc",
                        "sallyport account dis",
                        "sallyport account list --un",
                        "sallyport requirement fo");

                assertThat(said.lines().map(String::stripTrailing))
                        .as(shell)
                        .containsExactly(
                                "./sallyport account",
                                "sallyport account disable",
                                "sallyport account list --unused-days",
                                "sallyport requirement forecast");
            }
        }
    }

    @Test
    void manShowsAPage() {
        try (var folder = PeerFolder.makeForOwner()) {
            var page = folder.write("page.1", Program.run(Demo.LAUNCHER.toString(), "man", "account", "list"));

            assertThat(Program.run("man", "-l", "--warnings=w", "-P", "cat", page.toString()))
                    .contains("SALLYPORT-ACCOUNT-LIST(1)", "List all accounts", "EXIT STATUS")
                    .doesNotContainIgnoringCase("warning");
        }
    }

    /// Asks with `curl` and a token.
    ///
    /// @param words options of `curl`, and the path behind them
    private static String curl(Walker.Token token, String... words) {
        var command = new ArrayList<>(List.of("curl", "-sS", "-K", "-"));
        command.addAll(List.of(words).subList(0, words.length - 1));
        command.add(demo.url() + words[words.length - 1]);
        var header = "header = \"Authorization: Bearer " + token.secret() + "\"\n";
        var ran = Ran.of(command, Map.of(), header);
        assertThat(ran.code()).as(ran.said()).isZero();
        return ran.said();
    }

    /// Runs `./sallyport --server`.
    ///
    /// @param token for the environment; empty for none
    private static Ran elsewhere(String token, List<String> options, String... words) {
        var command = new ArrayList<>(List.of(Demo.LAUNCHER.toString(), "--server", demo.url()));
        command.addAll(options);
        command.addAll(List.of(words));
        return Ran.of(command, Map.of("SALLYPORT_TOKEN", token), "");
    }

    private static JsonNode json(Ran ran) {
        assertThat(ran.code()).as(ran.said()).isZero();
        return JsonMapper.shared().readTree(ran.said());
    }
}
