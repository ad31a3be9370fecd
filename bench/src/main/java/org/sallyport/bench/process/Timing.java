package org.sallyport.bench.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.sallyport.bench.Paired;
import org.sallyport.bench.Spread;
import org.sallyport.bench.load.Guessing;
import org.sallyport.bench.town.Resident;
import org.sallyport.bench.town.Street;
import org.sallyport.bench.town.Whose;

/// Whether it can be told from the time of an answer whose name was guessed at. In each round a wrong password is sent,
/// or a code asked for, for one name of every kind, in no order; so whatever else the machine does meets all kinds.
/// Every guess comes from an address of its own, and no name is guessed at so often that anybody has to wait. Prints
/// rows of a table.
final class Timing {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration GUESSING = Duration.ofSeconds(28);
    private static final Duration REPEATING = Duration.ofSeconds(6);
    /// So many codes are sent to an address within ten minutes, whoever asks.
    private static final int CODES_EACH = 3;
    private static final int WARMING_NAMES = 10;
    private static final int WARMING_ROUNDS = 200;
    // A hundred guesses at an account from anywhere make strangers wait.
    private static final int MOST_GUESSES_AT_ONE = 90;
    private static final int LETTERS = 24;

    private final List<Street> streets;
    private final Map<Resident, Integer> guesses = new HashMap<>();
    private final Map<Resident, Resident> latest = new HashMap<>();
    private final Random random = new Random(27);
    // Below it are addresses with a meaning of their own.
    private int address = 1_000;

    /// @param streets one of each kind; the first is what the others are compared with
    Timing(List<Street> streets) {
        this.streets = streets;
    }

    /// What is guessed in a round.
    @FunctionalInterface
    private interface Guess {
        Resident at(Street street, int round);
    }

    /// @param micros of each round
    private record Measured(Whose whose, List<Double> micros) {}

    /// Guesses in this way: a password that nobody has sent before, which costs a hash; then the same ones again and
    /// again, which are known to be wrong and answered from memory.
    void compare(String way, Guessing guessing) throws IOException {
        measure(guessing, during(WARM_UP), streets, this::anotherGuess);
        print(way + ", first time", measure(guessing, during(GUESSING), streets, this::anotherGuess));
        var sent = streets.stream()
                .map(street -> new Street(
                        street.whose(),
                        street.names().stream()
                                .filter(latest::containsKey)
                                .map(latest::get)
                                .toList()))
                .toList();
        measure(guessing, during(WARM_UP), sent, Street::at);
        print(way + ", again", measure(guessing, during(REPEATING), sent, Street::at));
    }

    /// Has codes sent in this way, for each name as many as there are, so that for every one whoever is there gets
    /// mail.
    ///
    /// @param at names for which none was asked before
    void compareCodes(String way, Guessing guessing, List<Street> at) throws IOException {
        var warming = at.stream().map(street -> street.from(0, WARMING_NAMES)).toList();
        measure(guessing, round -> round < WARMING_ROUNDS, warming, this::anotherGuess);
        var fresh = at.stream()
                .map(street -> street.from(WARMING_NAMES, street.names().size()))
                .toList();
        int rounds = CODES_EACH * fresh.getFirst().names().size();
        print(way, measure(guessing, round -> round < rounds, fresh, this::anotherGuess));
    }

    private static IntPredicate during(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return _ -> System.nanoTime() < end;
    }

    private Resident anotherGuess(Street street, int round) {
        var who = street.at(round);
        if (guesses.merge(who, 1, Integer::sum) > MOST_GUESSES_AT_ONE) {
            throw new IllegalStateException("this machine is so fast that more names are needed");
        }
        var guess = who.guessed(address++, letters());
        latest.put(who, guess);
        return guess;
    }

    private String letters() {
        return random.ints(LETTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private List<Measured> measure(Guessing guessing, IntPredicate goesOn, List<Street> at, Guess guess)
            throws IOException {
        var measured = at.stream()
                .map(street -> new Measured(street.whose(), new ArrayList<>()))
                .toList();
        var order = new ArrayList<>(IntStream.range(0, at.size()).boxed().toList());
        for (int round = 0; goesOn.test(round); round++) {
            Collections.shuffle(order, random);
            for (int which : order) {
                var taken = guessing.guess(guess.at(at.get(which), round));
                measured.get(which).micros().add(taken / 1e3);
            }
        }
        return measured;
    }

    private static void print(String way, List<Measured> measured) {
        var first = measured.getFirst();
        Turns.row(way + ", " + first.micros().size() + " rounds", first.whose().title(), middle(first), "", "", "");
        for (var other : measured.subList(1, measured.size())) {
            var paired = Paired.of(first.micros(), other.micros());
            Turns.row(
                    "",
                    other.whose().title(),
                    middle(other),
                    paired.text(),
                    String.format(Locale.ROOT, "%.0f %%", paired.moreInPercent()),
                    String.format(Locale.ROOT, "%.3f", paired.chance()));
        }
    }

    private static String middle(Measured measured) {
        return String.format(
                Locale.ROOT, "%,.0f µs", Spread.of(measured.micros()).median());
    }
}
