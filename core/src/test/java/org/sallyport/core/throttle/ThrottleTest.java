package org.sallyport.core.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Throttle.Pair HOME = pair("eleni", "192.0.2.1");
    private static final Throttle.Pair ELSEWHERE = pair("eleni", "198.51.100.1");
    private final Throttle throttle = new Throttle(Ladder.APPS, Fixtures.keyset());
    private long different = 1000;

    @Nested
    class OneAccountFromOneSource {
        @Test
        void theFirstGuessesAreFree() {
            guessWrong(HOME, 3, NOW);
            assertThat(throttle.failures(HOME, NOW)).isEqualTo(3);
        }

        @ParameterizedTest
        @CsvSource({"3,1", "8,1", "9,3", "24,3", "25,10", "80,10"})
        void theWaitGrowsWithTheFailuresAndStaysBelowAQuarterOfAMinute(int failures, int seconds) {
            var last = NOW.plusSeconds(10L * (failures - 1));
            for (int i = 0; i < failures; i++) {
                guessWrong(HOME, 1, NOW.plusSeconds(10L * i));
            }
            assertThat(throttle.reserve(HOME, 99, last))
                    .isEqualTo(new Throttle.Admission.Wait(Duration.ofSeconds(seconds)));
            assertThat(throttle.reserve(HOME, 99, last.plusSeconds(seconds))).isInstanceOf(Throttle.Admission.Go.class);
        }

        @Test
        void aRepeatOfTheSameWrongSecretIsNotANewGuess() {
            throttle.wrong(admitted(HOME, 7, NOW));
            for (int i = 0; i < 1000; i++) {
                assertThat(throttle.reserve(HOME, 7, NOW)).isEqualTo(new Throttle.Admission.Known(PasswordCheck.WRONG));
            }
            assertThat(throttle.failures(HOME, NOW)).isEqualTo(1);
        }

        @Test
        void theLastTenWrongSecretsAreKnown() {
            for (int i = 0; i < 11; i++) {
                throttle.wrong(admitted(HOME, i, NOW.plusSeconds(10L * i)));
            }
            var later = NOW.plusSeconds(200);
            assertThat(throttle.reserve(HOME, 1, later)).isEqualTo(new Throttle.Admission.Known(PasswordCheck.WRONG));
            assertThat(throttle.reserve(HOME, 0, later)).isInstanceOf(Throttle.Admission.Go.class);
        }

        @Test
        void theEarlierPasswordIsNoGuessAndStaysKnown() {
            throttle.old(admitted(HOME, 7, NOW));
            assertThat(throttle.reserve(HOME, 7, NOW)).isEqualTo(new Throttle.Admission.Known(PasswordCheck.OLD));
            assertThat(throttle.failures(HOME, NOW)).isZero();
        }

        @Test
        void guessesFromOneSourceCostAnotherNothing() {
            guessWrong(ELSEWHERE, 3, NOW);
            assertThat(throttle.reserve(HOME, 99, NOW)).isInstanceOf(Throttle.Admission.Go.class);
        }

        @Test
        void aClockThatRunsAheadMakesNoWaitLonger() {
            for (int i = 0; i < 3; i++) {
                guessWrong(HOME, 1, NOW.plusSeconds(600));
            }
            assertThat(throttle.reserve(HOME, 99, NOW)).isEqualTo(new Throttle.Admission.Wait(Duration.ofSeconds(1)));
        }

        @Test
        void guessesThatWereNoneLeaveNothingToTellTheOthers() {
            var counters = new Counters(Ladder.APPS, Fixtures.keyset());
            for (int i = 0; i < 10_000; i++) {
                counters.add(Family.PAIR, "somebody" + i, 1, NOW);
                counters.add(Family.PAIR, "somebody" + i, -1, NOW);
            }
            assertThat(counters.unsent()).isEmpty();
            assertThat(counters.waiting()).isZero();
        }

        @Test
        void whatFallsOutOfMemoryIsNotKeptForTheOthersEither() {
            var counters = new Counters(Ladder.APPS, Fixtures.keyset());
            for (int i = 0; i < Bounded.MOST + 10_000; i++) {
                counters.add(Family.PAIR, "somebody" + i, 1, NOW);
            }
            assertThat(counters.waiting()).isEqualTo(Bounded.MOST);
        }

        @Test
        void aGuessThatNobodyCouldJudgeIsGivenBack() {
            throttle.giveBack(admitted(HOME, 1, NOW));
            assertThat(throttle.failures(HOME, NOW)).isZero();
        }

        @Test
        void aRightPasswordForgivesTheSource() {
            guessWrong(HOME, 1, NOW);
            throttle.right(admitted(HOME, 2, NOW));
            assertThat(throttle.failures(HOME, NOW)).isZero();
        }

        @Test
        void T25_anOwnerWhoseAppPollsGivesANeighbourNoMoreThanFiftyGuessesADay() {
            int alone = guessesOfANeighbour(pair("nikos", "192.0.2.1"), Duration.ofDays(1));
            int besideAnApp = guessesOfANeighbour(HOME, Duration.ofMinutes(1));

            assertThat(alone).isGreaterThan(300);
            assertThat(besideAnApp).isLessThanOrEqualTo(alone + 50);
        }

        /// How many guesses somebody gets judged in an hour who asks each second.
        private int guessesOfANeighbour(Throttle.Pair pair, Duration poll) {
            int judged = 0;
            for (int second = 1; second <= 3600; second++) {
                var now = NOW.plusSeconds(second);
                if (second % poll.toSeconds() == 0
                        && throttle.reserve(pair, 1, now) instanceof Throttle.Admission.Go app) {
                    throttle.right(app.reservation());
                }
                if (throttle.reserve(pair, different++, now) instanceof Throttle.Admission.Go guess) {
                    throttle.wrong(guess.reservation());
                    judged++;
                }
            }
            return judged;
        }

        @Test
        void whoeverKnowsThePasswordDoesNotWaitBehindTheirOwnSuccess() {
            for (int i = 0; i < 80; i++) {
                guessWrong(HOME, 1, NOW.plusSeconds(10L * i));
            }
            var later = NOW.plusSeconds(800);
            for (int i = 0; i < 20; i++) {
                throttle.right(admitted(HOME, 1, later.plusMillis(i)));
            }
            assertThat(throttle.failures(HOME, later)).isEqualTo(30);
            assertThat(throttle.failures(HOME, NOW.plusSeconds(790).plus(Duration.ofHours(1))))
                    .isZero();
        }

        @Test
        void failuresAreForgottenAfterAnHour() {
            for (int guess = 0; guess < 9; guess++) {
                guessWrong(HOME, 1, NOW.plusSeconds(guess * 20L));
            }
            var later = NOW.plus(Duration.ofHours(2));
            guessWrong(HOME, 1, later);
            assertThat(throttle.failures(HOME, later)).isEqualTo(1);
        }

        @Test
        void T25_parallelGuessesCannotPassUnderOneCount() {
            int admitted =
                    Crowd.of(500).succeeding(i -> throttle.reserve(HOME, i, NOW) instanceof Throttle.Admission.Go);
            assertThat(admitted).isEqualTo(3).isEqualTo((int) throttle.failures(HOME, NOW));
        }
    }

    @Nested
    class OneAccountFromManySources {
        private final String eleni = AccountId.fresh().toString();

        @Test
        void afterAHundredFailuresOnlyKnownPlacesAreServed() {
            fromManySources(99);
            assertThat(throttle.caution(pair(eleni, "192.0.2.1"), NOW)).isEmpty();
            fromManySources(100);
            assertThat(throttle.caution(pair(eleni, "192.0.2.1"), NOW)).isPresent();
            assertThat(throttle.alarms())
                    .containsExactly(
                            new Alarm.AccountUnderAttack(AccountId.parse(eleni).orElseThrow()));
        }

        @Test
        void itIsOverWhenNobodyHasGuessedForTwoDays() {
            fromManySources(100);
            assertThat(throttle.caution(pair(eleni, "192.0.2.1"), NOW.plus(Duration.ofDays(2))))
                    .isEmpty();
        }

        @Test
        void inABrowserTheFirstGuessOfANewPlaceIsAlwaysJudged() {
            var pages = new Throttle(Ladder.PAGES, Fixtures.keyset());
            for (int i = 0; i < 200; i++) {
                pages.wrong(go(pages.reserve(pair(eleni, "10.1.0." + i), i, NOW)));
            }
            var home = pair(eleni, "192.0.2.1");
            assertThat(pages.caution(home, NOW)).isEmpty();
            pages.wrong(go(pages.reserve(home, 500, NOW)));
            assertThat(pages.reserve(home, 501, NOW)).isEqualTo(new Throttle.Admission.Wait(Duration.ofSeconds(30)));
        }

        private void fromManySources(int upTo) {
            for (int i = (int) throttle.total(NOW); i < upTo; i++) {
                guessWrong(pair(eleni, "10.1.%d.%d".formatted(i / 200, i % 200)), 1, NOW);
            }
        }
    }

    @Nested
    class OneSourceAtManyAccounts {
        private static final Instant IN_NINE_MINUTES = NOW.plus(Duration.ofMinutes(9));

        @Test
        void aSourceHasSixtyFailuresInTenMinutes() {
            fail("192.0.2.1", 10, 5);
            assertThat(waits("192.0.2.1", IN_NINE_MINUTES)).isEmpty();
            fail("192.0.2.1", 5, 2);
            assertThat(waits("192.0.2.1", IN_NINE_MINUTES)).containsExactly(Duration.ofMinutes(1));
            assertThat(throttle.alarms())
                    .containsExactly(
                            new Alarm.SourceSlowed(Network.parse("192.0.2.1").orElseThrow()));
            assertThat(waits("192.0.2.2", IN_NINE_MINUTES)).isEmpty();
        }

        @Test
        void aSourceThatManyShareMayFailHalfAsOftenAsItSucceeds() {
            throttle.succeeded(Source.ofLiteral("192.0.2.1"), 500, NOW);
            fail("192.0.2.1", 10, 24);
            assertThat(waits("192.0.2.1", IN_NINE_MINUTES)).isEmpty();
            fail("192.0.2.1", 5, 2);
            assertThat(waits("192.0.2.1", IN_NINE_MINUTES)).containsExactly(Duration.ofMinutes(1));
        }

        @Test
        void whoeverComesFromNobodyKnowsWhereIsOneSourceTogether() {
            var cloud = Source.UNKNOWN.askedBy("cloud");
            for (int i = 0; i < 31; i++) {
                guessWrong(Throttle.Pair.of("account " + i, cloud), 1, NOW);
            }
            var next = Throttle.Pair.of("eleni", cloud);

            assertThat(throttle.caution(next, NOW)).contains(new Throttle.Caution(Duration.ofMinutes(10)));
            assertThat(throttle.caution(HOME, NOW)).isEmpty();
            assertThat(throttle.alarms())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Alarm.SourceSlowed.class,
                            slowed -> assertThat(slowed.where()).isEqualTo("unknown"));
        }

        @Test
        void guessesThroughOneServerThatNeverSaysWhereSlowNobodyWhoComesThroughAnother() {
            for (int i = 0; i < 31; i++) {
                guessWrong(Throttle.Pair.of("account " + i, Source.UNKNOWN.askedBy("cloud")), 1, NOW);
            }

            assertThat(throttle.caution(Throttle.Pair.of("eleni", Source.UNKNOWN.askedBy("printers")), NOW))
                    .isEmpty();
        }

        @Test
        void aPlaceNobodyKnowsThatManyShareMayFailHalfAsOftenAsItSucceeds() {
            throttle.succeeded(Source.UNKNOWN, 500, NOW);
            for (int i = 0; i < 100; i++) {
                guessWrong(Throttle.Pair.of("account " + i % 10, Source.UNKNOWN), 1, NOW.plusSeconds(i));
            }

            assertThat(throttle.caution(Throttle.Pair.of("eleni", Source.UNKNOWN), IN_NINE_MINUTES))
                    .isEmpty();
        }

        @Test
        void ofManyLinesOfOneCustomerTheirWholeNetworkIsCounted() {
            for (int line = 0; line < 60; line++) {
                fail("2001:db8:0:%x::1".formatted(line), 2, 2);
            }
            // A /56 has the budget of four lines, a /48 that of sixteen.
            assertThat(waits("2001:db8:0:3c::1", IN_NINE_MINUTES)).containsExactly(Duration.ofMinutes(1));
            assertThat(waits("2001:db8:0:1000::1", IN_NINE_MINUTES)).isEmpty();
        }

        @Test
        void failingAtMoreThanTenAccountsSlowsASourceDown() {
            fail("192.0.2.1", 10, 1);
            assertThat(waits("192.0.2.1", NOW)).isEmpty();
            fail("192.0.2.1", 5, 1);
            assertThat(waits("192.0.2.1", NOW)).containsExactly(Duration.ofSeconds(5));
            assertThat(waits("192.0.2.1", NOW.plusSeconds(5))).isEmpty();
        }

        @Test
        void failingAtMoreThanThirtyAccountsRestsASourceForTenMinutes() {
            fail("192.0.2.1", 31, 1);
            assertThat(waits("192.0.2.1", NOW)).containsExactly(Duration.ofMinutes(10));
        }

        /// Ten seconds apart, so that the wait of one account does not come into it.
        private void fail(String from, int accounts, int timesEach) {
            for (int i = 0; i < accounts; i++) {
                var pair = pair("account " + different++, from);
                for (int time = 0; time < timesEach; time++) {
                    guessWrong(pair, 1, NOW.plusSeconds(10L * time));
                }
            }
        }

        private List<Duration> waits(String from, Instant at) {
            return throttle.caution(pair("somebody new", from), at).stream()
                    .map(Throttle.Caution::time)
                    .toList();
        }
    }

    @Nested
    class Everywhere {
        @Test
        void underStressStrangersGetAQuarterOfTheBudget() {
            for (int i = 0; i < 15; i++) {
                guessWrong(pair("one of two " + i % 2, "192.0.2.1"), 1, NOW.plusSeconds(10L * i));
            }
            var later = NOW.plusSeconds(150);
            assertThat(throttle.caution(pair("somebody", "192.0.2.1"), later)).isEmpty();
            throttle.stressed(true);
            assertThat(throttle.caution(pair("somebody", "192.0.2.1"), later)).isNotEmpty();
        }

        @Test
        void memoryIsBoundedHoweverManyGuess() {
            for (int i = 0; i < 70_000; i++) {
                throttle.giveBack(admitted(
                        pair("account " + i, "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)), i, NOW));
            }
            for (var family : Family.values()) {
                assertThat(throttle.size(family)).as("%s", family).isLessThanOrEqualTo(65_536);
            }
        }
    }

    private void guessWrong(Throttle.Pair pair, int times, Instant now) {
        for (int i = 0; i < times; i++) {
            throttle.wrong(admitted(pair, different++, now));
        }
    }

    private Throttle.Reservation admitted(Throttle.Pair pair, long recognition, Instant now) {
        return go(throttle.reserve(pair, recognition, now));
    }

    private static Throttle.Reservation go(Throttle.Admission admission) {
        assertThat(admission).isInstanceOf(Throttle.Admission.Go.class);
        return ((Throttle.Admission.Go) admission).reservation();
    }

    private static Throttle.Pair pair(String account, String from) {
        return Throttle.Pair.of(account, Source.ofLiteral(from));
    }
}
