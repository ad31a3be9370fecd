package org.sallyport.bench.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.sallyport.bench.Spread;

/// A comparison: everybody is asked in short slices, one after the other, again and again. Prints rows of a table.
record Turns(int rounds, Duration slice) {
    void compare(Shape shape, List<Peer> peers) {
        var outcomes = new ArrayList<List<Outcome>>();
        for (int round = 0; round < rounds; round++) {
            outcomes.add(peers.stream()
                    .map(peer -> peer.load().run(peer.child(), shape, slice))
                    .toList());
        }
        for (int i = 0; i < peers.size(); i++) {
            int who = i;
            var each = outcomes.stream().map(round -> round.get(who)).toList();
            row(
                    shape.text(),
                    peers.get(i).name(),
                    spread(each, Outcome::perSecond).text(0),
                    spread(each, Outcome::cpuEach).text(1),
                    "%,.0f / %,.0f"
                            .formatted(
                                    spread(each, Outcome::middle).median(),
                                    spread(each, Outcome::late).median()),
                    ofTheBound(peers, outcomes, i));
        }
    }

    static void row(String... cells) {
        System.out.println(String.format(Locale.ROOT, "| %s |", String.join(" | ", cells)));
    }

    /// How much of the lower bound's answers for the same CPU time, each round compared with itself; the better one
    /// where there are two.
    private static String ofTheBound(List<Peer> peers, List<List<Outcome>> outcomes, int who) {
        var bounds = new ArrayList<Integer>();
        for (int i = 0; i < peers.size(); i++) {
            if (peers.get(i).role() == Peer.Role.LOWER_BOUND) {
                bounds.add(i);
            }
        }
        if (bounds.isEmpty()) {
            return "";
        }
        Function<List<Outcome>, Double> share = round -> bounds.stream()
                        .mapToDouble(bound -> round.get(bound).cpuEach())
                        .min()
                        .orElseThrow()
                / round.get(who).cpuEach();
        return Spread.of(outcomes.stream().map(share).toList()).text(2);
    }

    private static Spread spread(List<Outcome> outcomes, Function<Outcome, Double> figure) {
        return Spread.of(outcomes.stream().map(figure).toList());
    }
}
