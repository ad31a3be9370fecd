package org.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Feeds each target with inputs that a fuzzer makes up while it watches which branches they reach. What a target
/// promises is in its class; an exception that it does not expect, an input that takes twenty seconds, or memory that
/// grows ends the run, and the input is printed. Two run at a time.
///
/// `-Dfuzz.runs` inputs for each target (25,000 unless told), `-Dfuzz.seed` to repeat a run (0 takes a new one).
class FuzzTest {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 25_000);
    private static final String SEED = System.getProperty("fuzz.seed", "1");
    private static final int LONGEST_MINUTES = 60;

    /// Each of them keeps one core busy.
    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);

    @TempDir
    static Path folder;

    private static final ExecutorService FUZZERS = Executors.newFixedThreadPool(AT_ONCE);
    private static final Map<Target, Future<Ended>> RUNNING = new EnumMap<>(Target.class);

    /// How a fuzzer came to its end, and what it said.
    ///
    /// @param byItself in time
    private record Ended(boolean byItself, int code, String said) {}

    @BeforeAll
    static void startAll() {
        for (var target : Target.values()) {
            RUNNING.put(target, FUZZERS.submit(() -> run(target)));
        }
    }

    @AfterAll
    static void stopAll() {
        FUZZERS.shutdownNow();
    }

    private static Ended run(Target target) throws IOException, InterruptedException {
        var place = Files.createDirectory(folder.resolve(target.name()));
        var output = place.resolve("output");
        var fuzzer = new ProcessBuilder(command(target, place))
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean byItself = fuzzer.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
            return new Ended(byItself, byItself ? fuzzer.exitValue() : -1, Files.readString(output));
        } finally {
            fuzzer.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void whateverItReadsItAnswers(Target target) throws ExecutionException, InterruptedException {
        var ended = Objects.requireNonNull(RUNNING.get(target)).get();

        assertThat(ended.byItself()).as("the fuzzer ends by itself").isTrue();
        assertThat(ended.code()).as(() -> tail(ended.said())).isZero();
        assertThat(ended.said()).as("it ran all inputs").contains("Done " + target.inputs(RUNS) + " runs");
        // Without instrumentation it would make up inputs blindly, and none would get far.
        assertThat(ended.said()).as("it sees which branches they reach").contains(" cov: ");
    }

    private static List<String> command(Target target, Path place) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxMetaspaceSize=256m",
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
                // On a busy machine the first input alone, which loads every class, takes many seconds.
                "-timeout=60",
                // The peak that a process is told of is also that of the process which started it, here all other
                // tests.
                // What a target may keep is bounded by the heap above.
                "-rss_limit_mb=0"));
        // Inputs that are nearly right, to begin with.
        command.add(Files.createDirectory(place.resolve("found")).toString());
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
