package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountImportCommandTest {
    @TempDir
    Path folder;

    private Shell shell = new Shell(Path.of("."));
    private String config = "";

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
        config = shell.configuration();
        shell.run("account", "add", "zoe", "--display-name", "Zoe", "--without-password", "--config", config);
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndTheNextRunDoesIt() {
        var file = file("user-name,display-name,groups\neleni,Ελένη,Sales\nzoe,Zoe Hill,Sales\n");

        var dry = shell.run("account", "import", file, "--dry-run", "--config", config);
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).isEqualToIgnoringNewLines("Would be added: 1. Would be changed: 1. As they were: 0.");
        assertThat(shell.run("account", "list", "--config", config).out()).doesNotContain("eleni", "Zoe Hill");

        var done = shell.run("account", "import", file, "--config", config);
        assertThat(done.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Added: 1. Changed: 1. As they were: 0."),
                        line -> assertThat(line).matches("Import [0-9a-f-]{36}[.]"));
        assertThat(shell.run("account", "list", "--config", config).out()).contains("eleni", "zoe");
        var again = shell.run("account", "import", file, "--json", "--config", config);
        assertThat(again.out()).isEqualToIgnoringNewLines("{\"added\":0,\"changed\":0,\"unchanged\":2,\"bad\":[]}");
    }

    @Test
    void everyBadRowIsNamedAndNothingIsDone() {
        var file = file("user-name,display-name\neleni,Ελένη\ntwo words,Somebody\nanna,\n");

        var screen = shell.run("account", "import", file, "--config", config);

        assertThat(screen.exitCode()).isEqualTo(1);
        assertThat(screen.out().lines())
                .containsExactly(
                        "line 3, user-name: a user name has letters, digits and signs without blanks, like"
                                + " eleni@olive.example.",
                        "line 4, display-name: a display name has 1 to 100 characters.",
                        "Nothing was changed.");
        assertThat(shell.run("account", "list", "--config", config).out()).doesNotContain("eleni");
        assertThat(shell.run("account", "import", file, "--json", "--config", config)
                        .out())
                .contains("{\"line\":3,\"column\":\"user-name\",\"why\":\"bad-user-name\"}");
    }

    @Test
    void aFileThatIsNotThereIsSaidInASentence() {
        var screen = shell.run("account", "import", folder.resolve("none.csv").toString(), "--config", config);

        assertThat(screen.exitCode()).isEqualTo(1);
        assertThat(screen.err()).contains("none.csv cannot be read.");
    }

    private String file(String text) {
        try {
            return Files.writeString(folder.resolve("people.csv"), text).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
