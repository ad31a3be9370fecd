package org.sallyport.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Keycloak as an organisation's identity provider, on this machine and with its own database in memory: one realm,
/// with Sallyport as a client and one person.
public final class Keycloak implements AutoCloseable {
    public static final String SECRET = "between Keycloak and Sallyport 4711";
    public static final String PASSWORD = "cormorant-fennel-anchor-9";

    private static final Path HOME = Path.of(System.getProperty("keycloak.home"));
    private static final Duration START = Duration.ofMinutes(3);
    private final Program program;
    private final int port;

    private Keycloak(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /// @param user the user name of the one person who is known there
    public static Keycloak start(String user) {
        try {
            var realm = Files.createDirectories(HOME.resolve("data/import")).resolve("staff-realm.json");
            Files.writeString(realm, realm(user));
            int port = Ports.free();
            var command = List.of(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    HOME.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--db=dev-mem",
                    "--import-realm",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port);
            var keycloak = new Keycloak(Program.start(command, HOME.resolve("data/console.log")), port);
            await("Keycloak to be ready")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> !keycloak.program.isAlive() || keycloak.answers());
            if (!keycloak.program.isAlive()) {
                throw new IllegalStateException("Keycloak ended:\n" + keycloak.program.said());
            }
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String realm(String user) {
        return """
            {
              "realm": "staff", "enabled": true, "sslRequired": "none",
              "clients": [{
                "clientId": "sallyport", "secret": "%s", "enabled": true, "protocol": "openid-connect",
                "publicClient": false, "standardFlowEnabled": true, "directAccessGrantsEnabled": false,
                "redirectUris": ["*"], "attributes": {"pkce.code.challenge.method": "S256"}
              }],
              "users": [{
                "username": "%s", "email": "%s", "emailVerified": true, "firstName": "Chara", "lastName": "Douka",
                "enabled": true, "credentials": [{"type": "password", "value": "%s", "temporary": false}]
              }]
            }
            """.formatted(SECRET, user, user, PASSWORD);
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/staff";
    }

    private boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
