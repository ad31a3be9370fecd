package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnboardingCodeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aCodeForNowHasTwelveCharactersAndOneForHoursHasTwiceAsMany() {
        var shell = new Shell(folder);
        var config = shell.configuration();
        shell.add(config, "nikos");

        assertThat(shell.run("account", "onboarding-code", "nikos", "--config", config)
                        .out())
                .matches("[A-Z2-7]{4}( [A-Z2-7]{4}){2}\n");
        assertThat(shell.run("account", "onboarding-code", "nikos", "--hours", "24", "--config", config)
                        .out())
                .matches("[A-Z2-7]{4}( [A-Z2-7]{4}){5}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "73", "-1", "a"})
    void noCodeIsGoodForMoreThanThreeDaysOrForNothing(String hours) {
        var shell = new Shell(folder);
        var config = shell.configuration();
        shell.add(config, "nikos");

        assertThat(shell.run("account", "onboarding-code", "nikos", "--hours", hours, "--config", config))
                .satisfies(screen -> {
                    assertThat(screen.exitCode()).isEqualTo(2);
                    assertThat(screen.out()).isEmpty();
                });
    }
}
