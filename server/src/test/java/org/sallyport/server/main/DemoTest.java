package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.directory.blocklist.GuessedEarly;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.main.DemoDescription.Person;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aDemoAnswersSaysEverythingAndGoesOnWhereItStopped() throws Exception {
        var data = folder.resolve("olive");
        var shell = new Shell(folder);

        var first = begin(shell, data);
        var description = description(data);
        var nikos = description.accounts().get(1);
        assertThat(first.out())
                .contains(description.web().url(), description.verify().token(), nikos.password(), "curl -i ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("demo.json"))))
                .isEqualTo("rw-------");
        assertThat(verify(description, nikos.user(), nikos.password())).isEqualTo(200);
        assertThat(verify(description, nikos.user(), "something else")).isEqualTo(401);
        assertThat(pageAt(description)).isEqualTo(200);
        try (var dovecot = Peer.at(new InetSocketAddress(
                description.dovecot().host(), description.dovecot().port()))) {
            assertThat(dovecot.line()).isEqualTo("VERSION\t1\t2");
        }
        assertThat(nameOverLdaps(description, nikos)).isEqualTo("Nikos Marinos");

        // Beside the running server: it notices within a second.
        assertThat(shell.run("account", "disable", nikos.user(), "--data", data.toString())
                        .exitCode())
                .isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> verify(description, nikos.user(), nikos.password()) == 401);
        assertThat(shell.run("keys", "rotate", "--data", data.toString()).exitCode())
                .isZero();
        assertThat(shell.run("account", "enable", nikos.user(), "--data", data.toString())
                        .exitCode())
                .isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> verify(description, nikos.user(), nikos.password()) == 200);
        assertThat(first.stop()).isZero();
        assertThat(first.out()).endsWith("Stopped.\n");

        var second = begin(shell, data);
        var later = description(data);
        assertThat(later.accounts()).extracting(Person::password).isEqualTo(passwords(description));
        assertThat(later.verify().token()).isEqualTo(description.verify().token());
        assertThat(verify(later, nikos.user(), nikos.password())).isEqualTo(200);
        assertThat(second.stop()).isZero();
        assertThat(shell.run("audit", "verify", "--data", data.toString()).exitCode())
                .isZero();
    }

    @Test
    void aFolderThatNoDemoMadeIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "dear");

        var screen = new Shell(folder).run("demo", "--data", folder.toString());

        assertThat(screen.exitCode()).isEqualTo(1);
        assertThat(screen.err()).contains("no demo made");
        assertThat(folder).isDirectoryContaining("glob:**/thesis.txt").isDirectoryNotContaining("glob:**/demo.json");
    }

    @Test
    void anOffsetBeyondAllPortsIsMisuse() {
        assertThat(new Shell(folder).run("demo", "--port-offset", "60000").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsSaidInASentence() throws IOException {
        int offset = Shell.freeOffset();
        try (var taken = new java.net.ServerSocket(8081 + offset, 1, java.net.InetAddress.getLoopbackAddress())) {
            var screen = new Shell(folder)
                    .run(
                            "demo",
                            "--data",
                            folder.resolve("olive").toString(),
                            "--port-offset",
                            Integer.toString(offset));

            assertThat(screen.exitCode()).isEqualTo(1);
            assertThat(screen.err().lines()).hasSize(1);
            assertThat(screen.err()).contains(Integer.toString(taken.getLocalPort()), "choose another port");
        }
    }

    @Test
    void demoPasswordsAreTakenByTheRulesAlsoWhereTheSameIsDrawnTwice() {
        var always = new SecretGenerator(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 9);
            }
        });
        assertIsTaken(DemoPeople.memorable(always));
        var generator = new SecretGenerator();
        for (int i = 0; i < 1000; i++) {
            assertIsTaken(DemoPeople.memorable(generator));
        }
    }

    private static void assertIsTaken(String password) {
        assertThat(password).hasSizeGreaterThanOrEqualTo(PasswordRule.ALONE);
        var guessed = new GuessedEarly("Olive & Pine").find(password, Set.of("maria@olive.example", "Maria Kalogera"));
        assertThat(guessed).as(password).isEmpty();
    }

    private static Shell.Ongoing begin(Shell shell, Path data) {
        var demo =
                shell.begin("demo", "--data", data.toString(), "--port-offset", Integer.toString(Shell.freeOffset()));
        await().atMost(PATIENCE).until(() -> demo.out().contains("Ready in ") || demo.isOver());
        assertThat(demo.err()).isEmpty();
        assertThat(demo.isOver()).isFalse();
        return demo;
    }

    private static DemoDescription description(Path data) throws IOException {
        return JSON.readValue(Files.readString(data.resolve("demo.json")), DemoDescription.class);
    }

    private static java.util.List<String> passwords(DemoDescription description) {
        return description.accounts().stream().map(Person::password).toList();
    }

    private int verify(DemoDescription demo, String user, String password) throws Exception {
        var question = JSON.writeValueAsString(Map.of("user", user, "password", password, "protocol", "imap"));
        var request = HttpRequest.newBuilder(URI.create(demo.verify().url()))
                .header("Authorization", "Bearer " + demo.verify().token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /// Binds as Nikos over LDAPS, and then as the demo's own program, which looks him up.
    private static String nameOverLdaps(DemoDescription demo, Person nikos) throws Exception {
        var ldaps = URI.create(demo.ldap().tlsUrl());
        var trusting =
                new SSLUtil(new PEMFileTrustManager(new java.io.File(demo.ldap().certificate())));
        try (var client = new LDAPConnection(trusting.createSSLSocketFactory(), ldaps.getHost(), ldaps.getPort())) {
            var name = "uid=" + nikos.user() + ",ou=people," + demo.ldap().suffix();
            client.bind(name, nikos.password());
            client.bind(demo.ldap().bindName(), demo.ldap().password());
            var entry = Objects.requireNonNull(client.getEntry(name));
            return Objects.requireNonNull(entry.getAttributeValue("cn"));
        }
    }

    private int pageAt(DemoDescription demo) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(demo.web().url() + "/sign-in"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
