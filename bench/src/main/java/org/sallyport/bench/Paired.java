package org.sallyport.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Two rows of measurements that were taken in turn, compared round by round: by how much the second one is more, and
/// whether that could be chance. Nothing is assumed about how they are distributed.
///
/// @param differences of each round, in ascending order
public record Paired(List<Double> differences) {
    private static final double TWO_SIDED_95 = 1.96;

    public Paired {
        if (differences.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs at least one round, found none");
        }
        differences = differences.stream().sorted().toList();
    }

    /// @throws IllegalArgumentException when one has more rounds than the other
    public static Paired of(List<Double> first, List<Double> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "needs as many rounds of both, found " + first.size() + " and " + second.size());
        }
        return new Paired(IntStream.range(0, first.size())
                .mapToObj(round -> second.get(round) - first.get(round))
                .toList());
    }

    /// The median of the differences.
    public double median() {
        return Spread.of(differences).median();
    }

    /// Where the median lies with 95 % confidence: from one of the differences to another (the sign test, inverted).
    public Spread interval() {
        int rounds = differences.size();
        int from = Math.max(0, (int) Math.floor((rounds - TWO_SIDED_95 * Math.sqrt(rounds)) / 2));
        return new Spread(median(), differences.get(from), differences.get(rounds - 1 - from));
    }

    /// In how many rounds of a hundred the second was more; 50 where they are alike.
    public double moreInPercent() {
        double more = differences.stream().filter(difference -> difference > 0).count();
        double same = differences.stream().filter(difference -> difference == 0).count();
        return 100 * (more + same / 2) / differences.size();
    }

    /// How often chance alone would make them differ at least as much: the signed-rank test of Wilcoxon, two-sided, by
    /// its normal approximation. Good from twenty rounds on.
    public double chance() {
        var sizes = differences.stream()
                .filter(difference -> difference != 0)
                .mapToDouble(Math::abs)
                .sorted()
                .toArray();
        if (sizes.length == 0) {
            return 1;
        }
        double ranks = differences.stream()
                .filter(difference -> difference > 0)
                .mapToDouble(difference -> rank(sizes, difference))
                .sum();
        double n = sizes.length;
        double expected = n * (n + 1) / 4;
        double deviation = Math.sqrt(n * (n + 1) * (2 * n + 1) / 24);
        return beyond(Math.abs(ranks - expected) / deviation);
    }

    /// `+12 µs [-3, +30]`, where the measurements are in microseconds.
    public String text() {
        var interval = interval();
        return String.format(
                Locale.ROOT, "%+,.0f µs [%+,.0f, %+,.0f]", interval.median(), interval.least(), interval.most());
    }

    // Of equal ones the middle of their ranks.
    private static double rank(double[] sorted, double value) {
        int any = Arrays.binarySearch(sorted, value);
        int first = any;
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        int last = any;
        while (last < sorted.length - 1 && sorted[last + 1] == value) {
            last++;
        }
        return (first + last) / 2.0 + 1;
    }

    // Abramowitz and Stegun 7.1.26, right to the sixth digit: how much of a normal distribution is as far from its
    // middle as so many deviations.
    private static double beyond(double deviations) {
        double x = deviations / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double series =
                t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        return series * Math.exp(-x * x);
    }
}
