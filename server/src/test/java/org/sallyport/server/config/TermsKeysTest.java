package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Tying;

class TermsKeysTest {
    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    private static AppPasswordTerms terms(String policy) {
        var outcome = SettingsFile.parse(SMALLEST + policy, new Surroundings(Path.of("/nowhere"), Map.of()));
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome).settings().limits().terms();
    }

    @Test
    void defaultsAreThese() {
        assertThat(terms(""))
                .isEqualTo(AppPasswordTerms.standard())
                .isEqualTo(
                        new AppPasswordTerms(Optional.of(Duration.ofMinutes(15)), Tying.PROTOCOL, Set.of(), Set.of()));
    }

    @Test
    void everyKeyMaps() {
        assertThat(terms("""
                        policy:
                          app-passwords-unused-die-after: 1h
                          app-passwords-bind-on-first-use: both
                          target-groups: [board, Διοίκηση]
                          no-app-passwords-groups: administrators
                        """))
                .isEqualTo(new AppPasswordTerms(
                        Optional.of(Duration.ofHours(1)),
                        Tying.BOTH,
                        Set.of(new GroupName("board"), new GroupName("Διοίκηση")),
                        Set.of(new GroupName("administrators"))));
    }

    @Test
    void everythingCanBeSwitchedOff() {
        assertThat(terms("""
                        policy: {app-passwords-unused-die-after: off, app-passwords-bind-on-first-use: off}
                        """)).isEqualTo(new AppPasswordTerms(Optional.empty(), Tying.OFF, Set.of(), Set.of()));
    }
}
