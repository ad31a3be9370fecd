package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What those who administer need, as a configuration says it.
class StaffWiringTest {
    private static final String ASKING = "policy: {admins-need: passkey}\n";

    @TempDir
    Path folder;

    private Shell shell;
    private String config = "";

    @BeforeEach
    void install() {
        shell = new Shell(folder);
        config = shell.configuration();
    }

    @Test
    void aPasskeyIsNotAskedForWhereNoBrowserUsesOne() throws IOException {
        var numbered = Files.readString(Path.of(config)).replace("http://localhost", "https://127.0.0.1");

        assertThat(check(numbered + ASKING)).satisfies(screen -> {
            assertThat(screen.exitCode()).isEqualTo(2);
            assertThat(screen.err())
                    .startsWith("sallyport: policy.admins-need: needs second-factor or nothing, found \"passkey\"");
        });
        assertThat(check(numbered).exitCode()).isZero();
    }

    @Test
    void itMayBeAskedForOnThisMachine() throws IOException {
        assertThat(check(Files.readString(Path.of(config)) + ASKING).exitCode()).isZero();
    }

    @Test
    void mfaIsRequiredOfWhoeverGetsARole() {
        shell.add(config, "maria", "--admin");
        shell.add(config, "nikos");
        assertThat(mfa()).isEqualTo("enabled disabled");

        shell.run("account", "set-role", "nikos", "auditor", "--config", config);
        assertThat(mfa()).isEqualTo("enabled enabled");
    }

    @Test
    void nothingIsRequiredOfThemWhereNothingIsNeeded() throws IOException {
        config = shell.write("sallyport.yaml", Files.readString(Path.of(config)) + "policy: {admins-need: nothing}\n");
        shell.add(config, "maria", "--admin");

        assertThat(mfa()).isEqualTo("disabled");
    }

    private Shell.Screen check(String text) {
        return shell.run("check", "--config", shell.write("checked.yaml", text));
    }

    private String mfa() {
        return String.join(
                " ",
                shell.accounts(config).stream()
                        .map(account -> String.valueOf(account.get("mfa")))
                        .toList());
    }
}
