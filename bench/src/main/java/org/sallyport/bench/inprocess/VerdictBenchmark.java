package org.sallyport.bench.inprocess;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;

/// The same questions for looking closer, with JMH's profilers: `bench/run.sh jmh -prof gc`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // JMH fills the fields before anybody asks
public class VerdictBenchmark {
    private static final int ORDER = 1 << 16;

    @Param("1000")
    private int accounts;

    @Param({"1", "5", "40"})
    private int appPasswords;

    private WiredVerifier wired;
    private BareLoop bare;
    private Attempt[] attempts;
    private BareLoop.Question[] questions;
    private int next;

    @Setup
    public void settle() {
        wired = new WiredVerifier(accounts, appPasswords);
        bare = new BareLoop(wired.residents());
        int[] order = new Random(1).ints(ORDER, 0, accounts).toArray();
        attempts = new Attempt[ORDER];
        questions = new BareLoop.Question[ORDER];
        for (int i = 0; i < ORDER; i++) {
            var resident = wired.residents().get(order[i]);
            attempts[i] = WiredVerifier.attempt(resident);
            questions[i] = BareLoop.Question.of(resident);
        }
    }

    @TearDown
    public void leave() {
        wired.close();
    }

    @Benchmark
    public boolean bareLoop() {
        return bare.isRight(questions[next++ & ORDER - 1]);
    }

    @Benchmark
    public Optional<Verdict> verifyFromMemory() {
        return wired.verifier().verifyFromMemory(attempts[next++ & ORDER - 1]);
    }

    @Benchmark
    public Verdict verify() {
        return wired.verifier().verify(attempts[next++ & ORDER - 1]);
    }
}
