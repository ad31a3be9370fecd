package org.sallyport.acceptance.harness;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A private demo: `./sallyport demo` in a folder of its own and on free ports, known from its `demo.json` alone.
public final class Demo implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    /// `./sallyport`
    public static final Path LAUNCHER = ROOT.resolve("sallyport");
    /// Every port that a demo listens on.
    private static final int[] PORTS = {8080, 8081, 8089, 8090, 1389, 1636};

    private static final String POLICY = "policy:\n";
    private static final String OPEN_TO_ADMINS = "  admins-need: nothing\n";
    private static final String CONFIGURATION = "sallyport.yaml";

    private final PeerFolder folder;
    private final int offset;
    private Program program;
    /// What it was started with last.
    private List<String> words;

    private Demo(PeerFolder folder, int offset) {
        this.folder = folder;
        this.offset = offset;
        this.words = List.of("demo", "--data", data().toString(), "--port-offset", String.valueOf(offset));
        this.program = launch();
    }

    private Demo(PeerFolder folder, int offset, String configuration) {
        this.folder = folder;
        this.offset = offset;
        folder.folder("data");
        folder.write("data/verify.token", "0123456789abcdef0123456789abcdef\n");
        this.words = serving(folder.write("data/" + CONFIGURATION, configuration));
        this.program = launch();
    }

    /// Somebody who lives in the demo.
    public record Person(String user, String password) {}

    /// A new demo in a temporary folder, which goes with it.
    public static Demo start() {
        return new Demo(PeerFolder.makeForOwner(), Ports.freeOffset(PORTS));
    }

    /// A new server in a temporary folder, where nobody lives yet.
    public static Demo withoutPeople() {
        return withoutPeople(PeerFolder.makeForOwner(), "http", "");
    }

    /// The same with its pages behind TLS.
    public static Demo behindTls() {
        var folder = PeerFolder.makeForOwner();
        var certificate = Certificate.in(folder.folder("tls"));
        var tls = """
                tls:
                  certificate: %s
                  key: %s
                """.formatted(certificate.chain(), certificate.key());
        return withoutPeople(folder, "https", tls.indent(2));
    }

    private static Demo withoutPeople(PeerFolder folder, String scheme, String ofWeb) {
        int offset = Ports.freeOffset(PORTS);
        var configuration = """
                organisation:
                  name: Olive & Pine
                data: .
                web:
                  listen: 127.0.0.1:%1$d
                  public-url: %2$s://localhost:%1$d
                %3$slisteners:
                  verify:
                    listen: 127.0.0.1:%4$d
                    servers:
                      - name: demo
                        token: file:verify.token
                mail:
                  from: no-reply@olive.example
                  outbox: outbox
                """.formatted(8080 + offset, scheme, ofWeb, 8081 + offset);
        return new Demo(folder, offset, configuration);
    }

    /// Another server with the keys of a demo, which speaks the Dovecot protocol alone. The pages of both are on ports
    /// of their own.
    ///
    /// @param store where both keep everything, with paths that are absolute
    /// @param dovecot the keys of its listener
    public static Demo beside(Demo first, String store, String dovecot) {
        int offset = Ports.freeOffset(PORTS);
        var configuration = """
                organisation:
                  name: Olive & Pine
                data: .
                keyset: %s
                web:
                  listen: 127.0.0.1:%2$d
                  public-url: http://localhost:%2$d
                mail:
                  from: no-reply@olive.example
                  outbox: outbox
                """.formatted(first.data().resolve("keys/keyset"), 8080 + offset);
        var settings = configuration + "listeners:\n  dovecot:\n" + dovecot.indent(4) + "store:\n" + store;
        return new Demo(PeerFolder.makeForOwner(), offset, settings);
    }

    /// Where the one-time link leads that the first start prints, without the host.
    public String firstAdminPath() {
        var found = java.util.regex.Pattern.compile("/first-admin\\?token=\\S+").matcher(program.said());
        if (!found.find()) {
            throw new IllegalStateException("no link was printed:\n" + program.said());
        }
        return found.group();
    }

    /// Starts it again, in the same folder, on the same ports and with the same configuration.
    public void startAgain() {
        program = launch();
    }

    /// Starts it again as a server, with these lines added to its configuration.
    public void serve(String added) {
        words = serving(folder.write("data/serve.yaml", together(configuration(), added)));
        program = launch();
    }

    // A section that both have is one.
    private static String together(String configuration, String added) {
        return added.contains(POLICY)
                ? configuration.replace(POLICY + OPEN_TO_ADMINS, "") + added.replace(POLICY, POLICY + OPEN_TO_ADMINS)
                : configuration + added;
    }

    /// Starts it again as a server, with one thing in its configuration changed.
    public void serveWith(String found, String changed) {
        serveWith(Map.of(found, changed));
    }

    /// Starts it again as a server, with each of these things in its configuration changed.
    public void serveWith(Map<String, String> changes) {
        var configuration = configuration();
        for (var change : changes.entrySet()) {
            if (!configuration.contains(change.getKey())) {
                throw new IllegalStateException("the demo's configuration does not hold " + change.getKey());
            }
            configuration = configuration.replace(change.getKey(), change.getValue());
        }
        words = serving(folder.write("data/serve.yaml", configuration));
        program = launch();
    }

    private String configuration() {
        return folder.said("data/" + CONFIGURATION);
    }

    private static List<String> serving(Path configuration) {
        return List.of("serve", "--config", configuration.toString());
    }

    /// Stops it, changes its configuration, and starts it again as a server. Commands know the changed one too.
    public void reconfigure(UnaryOperator<String> change) {
        stop();
        words = serving(folder.write("data/" + CONFIGURATION, change.apply(configuration())));
        program = launch();
    }

    private Program launch() {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(words);
        int readyBefore = timesReady();
        return folder.start(command, () -> timesReady() > readyBefore);
    }

    // A demo says "Ready in 2.1 s", a server logs "server.ready".
    private int timesReady() {
        return folder.said(PeerFolder.CONSOLE).split("(?m)^Ready in |server\\.ready", -1).length;
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

    /// Where Postfix asks on this machine what devices may send.
    public int postfixPort() {
        return description().at("/postfix/port").asInt();
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
        var secret = folder.write(person.user() + ".password", person.password() + "\n");
        var command = new ArrayList<>(List.of("account", "add", person.user(), "--display-name", displayName));
        command.addAll(List.of("--password-from", "file:" + secret));
        command.addAll(List.of(options));
        sallyport(command.toArray(String[]::new));
        return person;
    }

    /// Runs `./sallyport` with these words on the demo's data and returns what it printed.
    public String sallyport(String... words) {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
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
        return folder.file("data");
    }

    /// What it has printed, in every run.
    public Path log() {
        return folder.file(PeerFolder.CONSOLE);
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
        folder.close();
    }
}
