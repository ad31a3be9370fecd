package org.sallyport.server.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.outward.TestContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What a command does where the server, or what stands in its place, does not behave.
class CrookedServerTest {
    private static final String TOKEN = "slp_" + "A".repeat(59);
    private static final String EMPTY_LIST = "{\"items\": []}";

    private final List<Duration> waits = new ArrayList<>();
    private final List<Exception> unforeseen = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Consumer<Duration> pause = waits::add;
    private CrookedServer server;

    @BeforeEach
    void listen() throws IOException {
        server = CrookedServer.plain();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int run(String... args) {
        return runAt("http://127.0.0.1:" + server.port(), args);
    }

    private int runAt(String url, String... args) {
        var screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        var root = new CommandLine(CommandSpec.create().name("sallyport"));
        RemoteCommands.addTo(
                root,
                new Surroundings(
                        screen,
                        new ByteArrayInputStream(new byte[0]),
                        Map.of("SALLYPORT_TOKEN", TOKEN),
                        time -> pause.accept(time)));
        root.setExecutionExceptionHandler((thrown, _, _) -> {
            unforeseen.add(thrown);
            return 1;
        });
        return root.execute(
                Stream.concat(Stream.of("--server", url), Stream.of(args)).toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<String> keys() {
        return server.requests().stream()
                .flatMap(request -> Pattern.compile("Idempotency-Key: (\\S+)")
                        .matcher(request)
                        .results())
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void whatNobodyForesawIsHandedToWhoeverSaysItInASentence() {
        server.say("");
        var broken = new IllegalStateException("the clock is gone");
        pause = _ -> {
            throw broken;
        };

        assertThat(run("audit", "verify")).isEqualTo(1);

        assertThat(unforeseen).containsExactly(broken);
        assertThat(err()).isEmpty();
    }

    @Test
    void aCountOutOfBoundsIsAskedOfNobody() {
        for (var wrong : List.of("0", "-5", "100001", "3000000000")) {
            assertThat(run("audit", "list", "--most", wrong)).isEqualTo(2);
            assertThat(err()).contains("--most: needs 1 to 100000, found " + wrong);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPostWhoseAnswerIsLostIsSentAgainUnderTheSameKey() {
        server.say("")
                .say("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"ha")
                .json(202, "{\"state\": \"whole\"}");

        assertThat(run("audit", "verify")).isZero();

        assertThat(keys()).hasSize(3).containsOnly(keys().getFirst());
        assertThat(waits).hasSize(2);
    }

    @Test
    void twoCommandsHaveTwoKeys() {
        server.json(202, "{\"state\": \"whole\"}").json(202, "{\"state\": \"whole\"}");

        run("audit", "verify");
        run("audit", "verify");

        assertThat(keys()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void answersThatKeepBreakingOffAreAnOutage() {
        server.say("").say("HTTP/1.1 200 OK\r\n").say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");

        assertThat(run("token", "show")).isEqualTo(3);
        assertThat(err()).contains("broke before the answer was whole").contains("look before you ask again");
        assertThat(out()).isEmpty();
    }

    @Test
    void halfADocumentIsNoAnswer() {
        server.json(200, "{\"items\": [{\"name\": \"fin");

        assertThat(run("group", "list")).isEqualTo(3);
        assertThat(err()).contains("is no JSON");
        assertThat(out()).isEmpty();
    }

    @Test
    void whatWasDeletedBeforeTheAnswerWasLostIsDone() {
        var id = "0b5c2d1e-0000-4000-8000-000000000000";
        server.say("").json(404, "{\"type\": \"urn:sallyport:problem:no-such-thing\", \"title\": \"Nothing\"}");

        assertThat(run("app-password", "revoke", id, id)).isZero();
        assertThat(out()).isEqualTo("Revoked.\n");
    }

    @Test
    void aServerThatAsksForTimeIsGivenIt() {
        server.json(429, "{\"type\": \"urn:sallyport:problem:too-many-requests\"}", "Retry-After: 7")
                .json(503, "{\"type\": \"urn:sallyport:problem:unavailable\"}", "Retry-After: 0")
                .json(200, EMPTY_LIST);

        assertThat(run("group", "list")).isZero();
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    void aServerThatAsksForTooMuchTimeIsLeft() {
        server.json(429, "{\"type\": \"urn:sallyport:problem:too-many-requests\"}", "Retry-After: 86400");

        assertThat(run("group", "list")).isEqualTo(3);
        assertThat(err()).contains("come again later");
        assertThat(waits).isEmpty();
    }

    @Test
    void pagesAreFollowedToTheLast() {
        server.json(200, "{\"items\": [{\"name\": \"a\"}], \"next\": \"a b&c\"}")
                .json(200, "{\"items\": [{\"name\": \"d\"}]}");

        assertThat(run("group", "list")).isZero();
        assertThat(out()).isEqualTo("name\na\nd\n");
        assertThat(server.requests().getLast()).startsWith("GET /api/v1/groups?limit=200&after=a%20b%26c HTTP/1.1");
    }

    @Test
    void aListThatLeadsInACircleEnds() {
        server.json(200, "{\"items\": [], \"next\": \"a\"}").json(200, "{\"items\": [], \"next\": \"a\"}");

        assertThat(run("group", "list")).isEqualTo(3);
        assertThat(err()).contains("has no end");
    }

    @Test
    void whatANameHoldsSteersNoTerminal() {
        var hostile = "a\\u001b]0;gone\\u0007\\u009b31m\\u202eb\\nc\\r";
        server.json(200, "{\"items\": [{\"name\": \"" + hostile + "\"}]}")
                .json(200, "{\"items\": [{\"name\": \"" + hostile + "\"}]}")
                .json(404, "{\"type\": \"urn:sallyport:problem:no-such-thing\", \"detail\": \"" + hostile + "\"}");

        run("group", "list");
        run("group", "list", "--json");
        run("token", "show");

        assertThat(out() + err())
                .contains("gone", "\\u001b")
                .matches(text -> text.chars()
                        .allMatch(sign -> sign == '\n' || sign >= ' ' && sign < 0x7f || sign > 0x9f && sign != 0x202e));
        assertThat(out().lines()).as("an end of a line is written out too").hasSizeLessThan(9);
    }

    @Test
    void greekStaysGreek() {
        server.json(200, "{\"items\": [{\"name\": \"Λογιστήριο\"}]}");

        run("group", "list", "--json");

        assertThat(out()).contains("Λογιστήριο");
    }

    @Test
    void aTokenIsNotCarriedElsewhere() {
        server.whole(302, "text/html", "", "Location: http://127.0.0.1:" + server.port() + "/elsewhere");

        assertThat(run("token", "show")).isEqualTo(2);
        assertThat(err()).contains("the server sends elsewhere");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatIsNoSallyportIsSaid() {
        server.whole(404, "text/html", "<h1>nginx</h1>").whole(200, "text/html", "<h1>nginx</h1>");

        assertThat(run("token", "show")).isEqualTo(3);
        assertThat(run("token", "show")).isEqualTo(3);
        assertThat(err()).contains("not as a Sallyport does", "is no JSON").doesNotContain("nginx");
    }

    @Test
    void aServerThatIsDownIsSaidAtOnce() throws IOException {
        server.close();

        assertThat(run("token", "show")).isEqualTo(3);
        assertThat(err()).contains("cannot be reached");
        assertThat(waits).isEmpty();
    }

    @Test
    void plainHttpStaysOnThisMachine() {
        for (var url : List.of("http://apps.olive.example", "http://10.0.0.1:8080", "http://127.0.0.1.olive.example")) {
            assertThat(runAt(url, "token", "show")).isEqualTo(2);
        }
        assertThat(err()).contains("in clear: use https://");
        assertThat(runAt("https://user:pass@olive.example", "token", "show")).isEqualTo(2);
        assertThat(err()).doesNotContain("pass@");
    }

    @Test
    void onlyTheAuthoritiesThatAreKnownOrNamedAreBelieved(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        var files = PemFiles.in(folder, "localhost");
        var context = TestContext.showing(files, files.certificate());
        try (var secure = new CrookedServer(
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()))) {
            var url = "https://localhost:" + secure.port();
            assertThat(runAt(url, "group", "list")).isEqualTo(3);
            assertThat(err()).contains("is not to be trusted", "--ca");
            assertThat(secure.requests()).noneMatch(request -> request.contains(TOKEN));

            secure.json(200, EMPTY_LIST);
            assertThat(runAt(url, "group", "list", "--ca", files.certificate().toString()))
                    .isZero();
            assertThat(runAt(
                            "https://127.0.0.1:" + secure.port(),
                            "group",
                            "list",
                            "--ca",
                            files.certificate().toString()))
                    .as("the certificate is of localhost")
                    .isEqualTo(3);

            Files.writeString(folder.resolve("none.pem"), "nothing");
            assertThat(runAt(url, "group", "list", "--ca", folder + "/none.pem"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aLogIsExportedOldestFirstPageByPage() {
        server.json(200, entries(5, 4) + ", \"next\": \"4\"}")
                .json(200, entries(3, 2) + ", \"next\": \"2\"}")
                .json(200, entries(1) + "}")
                .json(200, entries(3, 2) + ", \"next\": \"2\"}")
                .json(200, entries(5, 4) + ", \"next\": \"4\"}");

        assertThat(run("audit", "export")).isZero();
        assertThat(out().lines())
                .containsExactly(
                        "{\"number\":1}", "{\"number\":2}", "{\"number\":3}", "{\"number\":4}", "{\"number\":5}");
        assertThat(server.requests().getLast()).contains("after=6");
    }

    @Test
    void anExportBeginsBehindWhatIsKnown() {
        server.json(200, entries(5, 4) + ", \"next\": \"4\"}").json(200, entries(3, 2) + ", \"next\": \"2\"}");
        server.json(200, entries(5, 4) + ", \"next\": \"4\"}");

        assertThat(run("audit", "export", "--since", "2")).isZero();
        assertThat(out().lines()).containsExactly("{\"number\":3}", "{\"number\":4}", "{\"number\":5}");
    }

    private static String entries(int... numbers) {
        return "{\"items\": ["
                + String.join(
                        ",",
                        java.util.Arrays.stream(numbers)
                                .mapToObj("{\"number\": %d}"::formatted)
                                .toList())
                + "]";
    }
}
