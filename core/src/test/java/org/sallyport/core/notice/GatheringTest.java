package org.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Gathering of(int mails) {
        return new Gathering(List.of()).and(mails, NOON);
    }

    @Test
    void threeMailsGoAtOnce() {
        assertThat(of(0).envelopes(List.of("a", "b", "c"), NOON))
                .containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(of(2).envelopes(List.of("a"), NOON)).containsExactly(List.of("a"));
    }

    @Test
    void whatIsMoreThanThereIsRoomForGoesAsOne() {
        assertThat(of(0).envelopes(List.of("a", "b", "c", "d"), NOON)).containsExactly(List.of("a", "b", "c", "d"));
        assertThat(of(2).envelopes(List.of("a", "b"), NOON)).containsExactly(List.of("a", "b"));
    }

    @Test
    void whatComesBehindThreeWaits() {
        assertThat(of(3).envelopes(List.of("a"), NOON.plusSeconds(599))).isEmpty();
        assertThat(of(3).envelopes(List.of("a"), NOON.plusSeconds(600))).containsExactly(List.of("a"));
        assertThat(of(3).next(NOON)).isEqualTo(NOON.plusSeconds(600));
    }

    @Test
    void eachWaitIsTwiceAsLongAsTheOneBefore() {
        assertThat(of(4).next(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(20)));
        assertThat(of(5).next(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(40)));
        assertThat(of(9).next(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(640)));
        assertThat(of(10).next(NOON)).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void theDayAfterEverythingIsForgotten() {
        assertThat(of(10).next(NOON.plus(Duration.ofDays(1)))).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(of(10).lately(NOON.plus(Duration.ofDays(1))).mails()).isEmpty();
    }

    @Test
    void T33_whoeverNeverStopsIsAnsweredByTenMailsADayAndNobodyWaitsLongerThanTheBurstHasLasted() {
        var gathering = new Gathering(List.of());
        var sent = new ArrayList<Instant>();
        for (Instant now = NOON; now.isBefore(NOON.plus(Duration.ofDays(3))); now = now.plusSeconds(20)) {
            int mails = gathering.envelopes(List.of("one more"), now).size();
            gathering = gathering.and(mails, now).lately(now);
            for (int i = 0; i < mails; i++) {
                sent.add(now);
            }
        }

        assertThat(sent.subList(0, 3)).allMatch(at -> at.isBefore(NOON.plusSeconds(60)));
        for (int i = 3; i < 10; i++) {
            var wait = Duration.between(sent.get(i - 1), sent.get(i));
            assertThat(wait)
                    .isLessThanOrEqualTo(Duration.between(NOON, sent.get(i - 1)).plusMinutes(11));
        }
        for (int i = 10; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 10), sent.get(i))).isGreaterThanOrEqualTo(Duration.ofDays(1));
        }
    }
}
