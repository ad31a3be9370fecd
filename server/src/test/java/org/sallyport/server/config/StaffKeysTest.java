package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.staff.AdminsNeed;

class StaffKeysTest {
    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    @Test
    void nothingIsSaidUnlessItIsWritten() {
        assertThat(need("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"passkey, PASSKEY", "second-factor, SECOND_FACTOR", "nothing, NOTHING"})
    void whatAdminsNeedMaps(String written, AdminsNeed meant) {
        assertThat(need("policy: {admins-need: " + written + "}")).contains(meant);
    }

    private static Optional<AdminsNeed> need(String policy) {
        var outcome = SettingsFile.parse(SMALLEST + policy, new Surroundings(Path.of("/nowhere"), Map.of()));
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome)
                .settings()
                .web()
                .sessions()
                .adminsNeed();
    }
}
