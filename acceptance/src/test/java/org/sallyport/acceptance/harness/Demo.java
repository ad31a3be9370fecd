package org.sallyport.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A private demo: `./sallyport demo` in a folder of its own and on free ports, known from its `demo.json` alone.
public final class Demo implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    /// Every port that a demo listens on.
    private static final int[] PORTS = {8080, 8081, 8089, 1389, 1636};

    private static final Duration START = Duration.ofMinutes(3);

    private final Path folder;
    private final int offset;
    private Program program;

    private Demo(Path folder, int offset) {
        this.folder = folder;
        this.offset = offset;
        this.program = launch();
    }

    private Demo(Path folder, int offset, String configuration) {
        this.folder = folder;
        this.offset = offset;
        try {
            Files.createDirectory(data());
            Files.writeString(data().resolve("verify.token"), "0123456789abcdef0123456789abcdef\n");
            Files.writeString(data().resolve("sallyport.yaml"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.program =
                launch("serve", "--config", data().resolve("sallyport.yaml").toString());
    }

    /// Somebody who lives in the demo.
    public record Person(String user, String password) {}

    /// A new demo in a temporary folder, which goes with it.
    public static Demo start() {
        try {
            return new Demo(Files.createTempDirectory("sallyport-acceptance-"), Ports.freeOffset(PORTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new server in a temporary folder, where nobody lives yet.
    public static Demo withoutPeople() {
        int offset = Ports.freeOffset(PORTS);
        var configuration = """
                organisation:
                  name: Olive & Pine
                data: .
                web:
                  listen: 127.0.0.1:%d
                  public-url: http://localhost:%1$d
                listeners:
                  verify:
                    listen: 127.0.0.1:%d
                    servers:
                      - name: demo
                        token: file:verify.token
                mail:
                  from: no-reply@olive.example
                  outbox: outbox
                """.formatted(8080 + offset, 8081 + offset);
        try {
            return new Demo(Files.createTempDirectory("sallyport-acceptance-"), offset, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the one-time link leads that the first start prints, without the host.
    public String firstAdminPath() {
        var found = java.util.regex.Pattern.compile("/first-admin\\?token=\\S+").matcher(program.said());
        if (!found.find()) {
            throw new IllegalStateException("no link was printed:\n" + program.said());
        }
        return found.group();
    }

    /// Starts it again, in the same folder and on the same ports.
    public void startAgain() {
        program = launch();
    }

    /// Starts it again as a server, with these lines added to its configuration.
    public void serve(String configuration) {
        var file = data().resolve("serve.yaml");
        try {
            Files.writeString(file, Files.readString(data().resolve("sallyport.yaml")) + configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program = launch("serve", "--config", file.toString());
    }

    /// Starts it again as a server, with one thing in its configuration changed.
    public void serveWith(String found, String changed) {
        var file = data().resolve("serve.yaml");
        try {
            var configuration = Files.readString(data().resolve("sallyport.yaml"));
            if (!configuration.contains(found)) {
                throw new IllegalStateException("the demo's configuration does not hold " + found + " any more");
            }
            Files.writeString(file, configuration.replace(found, changed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program = launch("serve", "--config", file.toString());
    }

    private Program launch() {
        return launch("demo", "--data", data().toString(), "--port-offset", String.valueOf(offset));
    }

    private Program launch(String... words) {
        var command = new ArrayList<>(List.of(ROOT.resolve("sallyport").toString()));
        command.addAll(List.of(words));
        int readyBefore = timesReady();
        var launched = Program.start(command, log());
        await("the demo to be ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !launched.isAlive() || timesReady() > readyBefore);
        if (!launched.isAlive()) {
            throw new IllegalStateException("the demo ended at its start:\n" + launched.said());
        }
        return launched;
    }

    // A demo says "Ready in 2.1 s", a server logs "server.ready".
    private int timesReady() {
        try {
            return Files.exists(log()) ? Files.readString(log()).split("(?m)^Ready in |server\\.ready", -1).length : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where browsers go: `http://localhost:9080`, without a slash at its end.
    public String url() {
        return "http://localhost:" + (8080 + offset);
    }

    public VerifyPort verifyPort() {
        return new VerifyPort(
                URI.create(description().at("/verify/url").asString()),
                description().at("/verify/token").asString());
    }

    /// Where the Dovecot protocol is spoken on this machine.
    public int dovecotPort() {
        return description().at("/dovecot/port").asInt();
    }

    public LdapPort ldapPort() {
        var ldap = description().at("/ldap");
        return new LdapPort(
                URI.create(ldap.at("/url").asString()),
                URI.create(ldap.at("/tls-url").asString()),
                ldap.at("/suffix").asString(),
                ldap.at("/bind-name").asString(),
                ldap.at("/password").asString(),
                Path.of(ldap.at("/certificate").asString()));
    }

    /// @param name the part of the user name before the `@`
    public Person person(String name) {
        for (var account : description().get("accounts")) {
            var user = account.get("user").asString();
            if (user.startsWith(name + "@")) {
                return new Person(user, account.get("password").asString());
            }
        }
        throw new IllegalArgumentException("nobody called " + name + " lives in the demo");
    }

    /// A new person, added on the command line while the demo runs.
    ///
    /// @param options what else `account add` takes
    public Person add(String name, String displayName, String... options) {
        return add(new Person(name + "@olive.example", "pebble-quartz-heron-" + name.length()), displayName, options);
    }

    /// The same for somebody with a user name and an account password of their own choice.
    public Person add(Person person, String displayName, String... options) {
        var secret = folder.resolve(person.user() + ".password");
        try {
            Files.writeString(secret, person.password() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of("account", "add", person.user(), "--display-name", displayName));
        command.addAll(List.of("--password-from", "file:" + secret));
        command.addAll(List.of(options));
        sallyport(command.toArray(String[]::new));
        return person;
    }

    /// Runs `./sallyport` with these words on the demo's data and returns what it printed.
    public String sallyport(String... words) {
        var command = new ArrayList<>(List.of(ROOT.resolve("sallyport").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data().toString()));
        return Program.run(command.toArray(String[]::new));
    }

    /// Its mail from now on.
    public Outbox outbox() {
        return new Outbox(Path.of(description().at("/folders/outbox").asString()));
    }

    /// The data folder.
    public Path data() {
        return folder.resolve("data");
    }

    /// What it has printed, in every run.
    public Path log() {
        return folder.resolve("demo.log");
    }

    /// Stops it as Ctrl-C or a service manager would, and returns its exit code.
    public int stop() {
        return program.stop();
    }

    /// Takes its power away.
    public void kill() {
        program.kill();
    }

    private JsonNode description() {
        return JsonMapper.shared().readTree(data().resolve("demo.json").toFile());
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
