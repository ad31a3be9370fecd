package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EarlyDropTest {
    @ParameterizedTest
    @CsvSource({
        "CALM,     0,   0.0", "CALM,     749, 0.0", "CALM,     750, 0.3", "CALM,     875, 0.65", "CALM,     1000, 1.0",
        "STRESSED, 0,   0.0", "STRESSED, 499, 0.0", "STRESSED, 500, 0.3", "STRESSED, 750, 0.65", "STRESSED, 1000, 1.0"
    })
    void theChanceGrowsFromTheThresholdToCertainty(EarlyDrop drop, int unproved, double chance) {
        assertThat(drop.chance(unproved, 1000)).isEqualTo(chance, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 1, 1", "1, 2, 0", "2, 2, 1", "0, 0, 0", "3, 0, 1"})
    void theSmallestRoomsAreUsedUpLast(int unproved, int room, double chance) {
        assertThat(EarlyDrop.CALM.chance(unproved, room)).isEqualTo(chance);
    }

    @Test
    void stressIsAskedEachTime() {
        assertThat(EarlyDrop.under(() -> true)).isEqualTo(EarlyDrop.STRESSED);
        assertThat(EarlyDrop.under(Stress.NONE)).isEqualTo(EarlyDrop.CALM);
    }
}
