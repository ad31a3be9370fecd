package org.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Feeds each target with inputs that a fuzzer makes up while it watches which branches they reach. What a target
/// promises is in its class; an exception that it does not expect, an input that takes twenty seconds, or memory that
/// grows ends the run, and the input is printed.
///
/// `-Dfuzz.runs` inputs for each target (50,000 unless told), `-Dfuzz.seed` to repeat a run (0 takes a new one).
class FuzzTest {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 50_000);
    private static final String SEED = System.getProperty("fuzz.seed", "1");
    private static final int LONGEST_MINUTES = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Target.class)
    void whateverItReadsItAnswers(Target target) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var fuzzer = new ProcessBuilder(command(target))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(fuzzer.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("the fuzzer ends by itself")
                    .isTrue();
            var said = Files.readString(output);
            assertThat(fuzzer.exitValue()).as(() -> tail(said)).isZero();
            assertThat(said).as("it ran all inputs").contains("Done " + target.inputs(RUNS) + " runs");
            // Without instrumentation it would make up inputs blindly, and none would get far.
            assertThat(said).as("it sees which branches they reach").contains(" cov: ");
        } finally {
            fuzzer.destroyForcibly();
        }
    }

    private List<String> command(Target target) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // A short run is over before the better compiler has paid for itself.
                "-XX:TieredStopAtLevel=" + (RUNS < 200_000 ? 1 : 4),
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=org.sallyport.**",
                "-runs=" + target.inputs(RUNS),
                "-seed=" + SEED,
                "-max_len=" + target.longest(),
                "-timeout=20",
                // Of the whole process; what a target may keep is bounded by the heap above.
                "-rss_limit_mb=2048"));
        // Inputs that are nearly right, to begin with.
        command.add(Files.createDirectory(folder.resolve("found")).toString());
        var seeds = Path.of(System.getProperty("sallyport.root"), "server/src/test", target.seeds());
        assertThat(seeds).isNotEmptyDirectory();
        command.add(seeds.toString());
        return command;
    }

    private static String tail(String said) {
        var lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
