package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleCommandsTest {
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
    void theFirstWhoAdministersIsAnOwner() {
        shell.add(config, "maria", "--admin");
        shell.add(config, "eleni", "--admin");
        shell.add(config, "nikos", "--role", "help-desk");

        assertThat(shell.accounts(config))
                .extracting(account -> account.get("name") + " " + account.get("role"))
                .containsExactly("eleni admin", "maria owner", "nikos help-desk");
    }

    @Test
    void somebodyIsGivenAnotherRole() {
        shell.add(config, "nikos");

        assertThat(shell.run("account", "set-role", "nikos", "auditor", "--config", config)
                        .out())
                .isEqualTo("The role of nikos is auditor.\n");
        assertThat(shell.accounts(config).getLast().get("role")).isEqualTo("auditor");
    }

    @Test
    void aRoleThatThereIsNotIsRefused() {
        shell.add(config, "nikos");

        assertThat(shell.run("account", "set-role", "nikos", "king", "--config", config)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void nobodyHasTwoRoles() {
        assertThat(shell.add(config, "maria", "--admin", "--role", "auditor").exitCode())
                .isEqualTo(2);
    }
}
