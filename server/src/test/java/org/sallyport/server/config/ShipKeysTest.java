package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipKeysTest {
    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    @TempDir
    private Path folder;

    private Optional<Ship> ship(String yaml) {
        var outcome = SettingsFile.parse(SMALLEST + yaml, new Surroundings(folder, Map.of()));
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome).settings().ways().ship();
    }

    @Test
    void theLogStaysHereUnlessACollectorIsNamed() {
        assertThat(ship("")).isEmpty();
    }

    @Test
    void theDefaultsAreTlsOnItsPortAndOurName() {
        assertThat(ship("audit: {ship: {host: logs.olive.example}}"))
                .contains(new Ship(
                        "logs.olive.example",
                        6514,
                        Ship.Security.TLS,
                        Optional.empty(),
                        Optional.empty(),
                        "mfa.olive.example"));
    }

    @Test
    void everyKeyMaps() throws IOException {
        for (var name : new String[] {"ca.pem", "own.pem", "own.key"}) {
            Files.writeString(folder.resolve(name), "x");
        }
        assertThat(ship("""
                audit:
                  ship:
                    host: logs.olive.example
                    port: 10514
                    trust: ca.pem
                    certificate: own.pem
                    key: own.key
                    as: sallyport-1
                """))
                .contains(new Ship(
                        "logs.olive.example",
                        10514,
                        Ship.Security.TLS,
                        Optional.of(folder.resolve("ca.pem")),
                        Optional.of(new Settings.Tls(folder.resolve("own.pem"), folder.resolve("own.key"))),
                        "sallyport-1"));
        assertThat(ship("audit: {ship: {host: localhost, security: none}}"))
                .map(Ship::name)
                .contains("localhost:514");
    }
}
