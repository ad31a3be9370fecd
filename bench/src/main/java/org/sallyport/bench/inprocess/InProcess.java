package org.sallyport.bench.inprocess;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import org.sallyport.bench.Spread;
import org.sallyport.core.verify.Attempt;

/// Verdicts in process on one core, beside the [bare loop][BareLoop]: one slice of each in turn, so that whatever else
/// the machine does meets all of them alike. What is counted is the CPU time of the whole process, with its garbage
/// collection, its following of the journal and its writing behind. Every verdict is looked at.
///
/// Run with two numbers: accounts, and app passwords of each.
public final class InProcess {
    private static final int ORDER = 1 << 16;
    private static final Duration SLICE = Duration.ofMillis(300);
    private static final int WARM_UP_ROUNDS = 10;
    private static final int ROUNDS = 11;
    private static final int AT_ONCE = 5_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private int next;

    private InProcess() {}

    public static void main(String[] args) {
        int accounts = Integer.parseInt(args[0]);
        int appPasswords = Integer.parseInt(args[1]);
        try (var wired = new WiredVerifier(accounts, appPasswords)) {
            new InProcess().compare(wired, "%,d × %d".formatted(accounts, appPasswords));
        }
    }

    private void compare(WiredVerifier wired, String what) {
        var residents = wired.residents();
        int[] order = new Random(1).ints(ORDER, 0, residents.size()).toArray();
        var everyAttempt = residents.stream().map(WiredVerifier::attempt).toArray(Attempt[]::new);
        var everyQuestion = residents.stream().map(BareLoop.Question::of).toArray(BareLoop.Question[]::new);
        var bare = new BareLoop(residents);
        var verifier = wired.verifier();

        Map<String, IntConsumer> asked = new LinkedHashMap<>();
        asked.put("bare loop", i -> {
            if (!bare.isRight(everyQuestion[order[i]])) {
                throw new IllegalStateException("the bare loop refused a right app password");
            }
        });
        asked.put(
                "verifyFromMemory",
                i -> WiredVerifier.requireAccepted(
                        verifier.verifyFromMemory(everyAttempt[order[i]]).orElseThrow()));
        asked.put("verify", i -> WiredVerifier.requireAccepted(verifier.verify(everyAttempt[order[i]])));

        asked.values().forEach(question -> repeat(WARM_UP_ROUNDS, question));
        var nanoseconds = inTurn(asked);
        var lowerBound = nanoseconds.getOrDefault("bare loop", List.of());
        nanoseconds.forEach((name, each) -> print(what, name, each, lowerBound));
    }

    private Map<String, List<Double>> inTurn(Map<String, IntConsumer> asked) {
        Map<String, List<Double>> nanoseconds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            asked.forEach((name, question) ->
                    nanoseconds.computeIfAbsent(name, n -> new ArrayList<>()).add(slice(question)));
        }
        return nanoseconds;
    }

    private void repeat(int times, IntConsumer question) {
        for (int i = 0; i < times; i++) {
            slice(question);
        }
    }

    /// CPU nanoseconds for each question, over a slice of CPU time and not of the day: another program that takes the
    /// core away makes the slice later, not shorter.
    private double slice(IntConsumer question) {
        long asked = 0;
        long spent = 0;
        long before = system.getProcessCpuTime();
        while (spent < SLICE.toNanos()) {
            for (int i = 0; i < AT_ONCE; i++) {
                question.accept(next++ & ORDER - 1);
            }
            asked += AT_ONCE;
            spent = system.getProcessCpuTime() - before;
        }
        return (double) spent / asked;
    }

    private static void print(String what, String name, List<Double> nanoseconds, List<Double> lowerBound) {
        var perSecond = nanoseconds.stream().map(each -> 1e9 / each).toList();
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < nanoseconds.size(); round++) {
            ratios.add(lowerBound.get(round) / nanoseconds.get(round));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                what,
                name,
                Spread.of(perSecond).text(0),
                Spread.of(nanoseconds).text(0),
                Spread.of(ratios).text(2));
    }
}
