package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationManualTest {
    private static final String BEGIN = "<!-- keys: begin, made from Keys.java -->\n";
    private static final String END = "<!-- keys: end -->\n";

    /// `-Dmanual.write=true` writes the table instead of comparing it.
    @Test
    void theManualListsTheKeysAsTheyAreDeclared() throws IOException {
        var file = Path.of(System.getProperty("sallyport.root", "..")).resolve("docs/configuration.md");
        var manual = Files.readString(file);
        var current = manual.substring(0, manual.indexOf(BEGIN) + BEGIN.length())
                + Explanation.markdown()
                + manual.substring(manual.indexOf(END));

        if (Boolean.getBoolean("manual.write")) {
            Files.writeString(file, current);
        }
        assertThat(Files.readString(file))
                .as("docs/configuration.md is out of date; run this test with -Dmanual.write=true")
                .isEqualTo(current);
    }

    @Test
    void theManualsExampleIsAGoodFile() throws IOException {
        var manual = Files.readString(
                Path.of(System.getProperty("sallyport.root", "..")).resolve("docs/configuration.md"));
        int begin = manual.indexOf("```yaml\n") + "```yaml\n".length();
        var example = manual.substring(begin, manual.indexOf("```", begin));

        var outcome = SettingsFile.parse(example, new Surroundings(Path.of("/nowhere"), java.util.Map.of()));

        // Only what is not on this machine may be missing.
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SettingsFile.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Problem::what)
                                .allMatch(what -> what.contains("does not exist") || what.contains("is not set")));
    }
}
