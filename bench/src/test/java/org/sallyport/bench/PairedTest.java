package org.sallyport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairedTest {
    private static final int ROUNDS = 400;
    private final Random random = new Random(27);

    private List<Double> around(double middle) {
        return DoubleStream.generate(() -> middle + random.nextGaussian() * 100)
                .limit(ROUNDS)
                .boxed()
                .toList();
    }

    @Test
    void whatIsAlikeIsNotToldApart() {
        var alike = Paired.of(around(5_000), around(5_000));

        assertThat(alike.chance()).isGreaterThan(0.01);
        assertThat(alike.moreInPercent()).isBetween(40.0, 60.0);
        assertThat(alike.interval().least()).isNegative();
        assertThat(alike.interval().most()).isPositive();
    }

    @Test
    void aDifferenceOfAFewPercentIsFound() {
        var longer = Paired.of(around(5_000), around(5_060));

        assertThat(longer.chance()).isLessThan(1e-6);
        assertThat(longer.moreInPercent()).isGreaterThan(60);
        assertThat(longer.interval().least()).isPositive();
        assertThat(longer.median()).isCloseTo(60, within(30.0));
    }

    /// The example of the signed-rank test in Hollander and Wolfe, Nonparametric Statistical Methods, section 3.1:
    /// nine patients, T+ = 5.
    @Test
    void theSignedRankTestGivesWhatTheBookSays() {
        var before = List.of(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30);
        var after = List.of(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29);

        // (5 - 22.5) / sqrt(71.25) = -2.07
        assertThat(Paired.of(before, after).chance()).isCloseTo(0.0382, within(0.0005));
    }

    @Test
    void roundsWithoutADifferenceSayNothing() {
        assertThat(new Paired(List.of(0.0, 0.0, 0.0)).chance()).isEqualTo(1);
        assertThat(new Paired(List.of(0.0, 0.0)).moreInPercent()).isEqualTo(50);
    }

    @Test
    void roundsOfOneAloneAreRefused() {
        assertThatThrownBy(() -> Paired.of(List.of(1.0), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
