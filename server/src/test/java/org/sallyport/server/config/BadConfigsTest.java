package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadConfigsTest {
    private static final Path FOLDER = Path.of("src/test/resources/badconfigs");

    static Stream<Path> brokenFiles() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void everyBrokenFileIsRefusedWithItsExactMessages(Path broken) throws IOException {
        var expected = broken.resolveSibling(broken.getFileName().toString().replace(".yaml", ".txt"));

        assertThat(messages(broken)).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void nothingThatIsASecretIsPrinted(Path broken) throws IOException {
        assertThat(messages(broken)).doesNotContainIgnoringCase("hunter2");
    }

    private static String messages(Path file) throws IOException {
        // The folder is named in messages about files, so that it has to be the same everywhere.
        var surroundings =
                new Surroundings(Path.of("/etc/sallyport-of-nobody"), Map.of("SHORT", "too-short", "EMPTY", ""));
        var outcome = SettingsFile.parse(Files.readString(file), surroundings);
        return outcome instanceof SettingsFile.Outcome.Invalid(var problems)
                ? problems.stream().map(p -> p + "\n").collect(Collectors.joining())
                : "no problem\n";
    }
}
