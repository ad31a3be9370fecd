package org.sallyport.core.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Source;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Throttle.Pair HOME = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));
    private static final Throttle.Pair ELSEWHERE = Throttle.Pair.of("eleni", Source.ofLiteral("198.51.100.1"));
    private final Throttle throttle = new Throttle();

    @Test
    void theFirstGuessesAreFree() {
        for (int guess = 0; guess < 3; guess++) {
            guessWrong(HOME, guess, NOW);
        }
        assertThat(throttle.failures(HOME)).isEqualTo(3);
    }

    @Test
    void furtherGuessesWait() {
        for (int guess = 0; guess < 3; guess++) {
            guessWrong(HOME, guess, NOW);
        }
        assertThat(throttle.reserve(HOME, 99, NOW)).isEqualTo(new Throttle.Admission.Wait(Duration.ofSeconds(1)));
        assertThat(throttle.reserve(HOME, 99, NOW.plusSeconds(1))).isInstanceOf(Throttle.Admission.Go.class);
    }

    @Test
    void aRepeatOfTheSameWrongSecretIsNotANewGuess() {
        guessWrong(HOME, 7, NOW);
        for (int i = 0; i < 1000; i++) {
            assertThat(throttle.reserve(HOME, 7, NOW)).isEqualTo(new Throttle.Admission.KnownToBeWrong());
        }
        assertThat(throttle.failures(HOME)).isEqualTo(1);
    }

    @Test
    void guessesFromOneSourceCostAnotherNothing() {
        for (int guess = 0; guess < 3; guess++) {
            guessWrong(ELSEWHERE, guess, NOW);
        }
        assertThat(throttle.reserve(HOME, 99, NOW)).isInstanceOf(Throttle.Admission.Go.class);
    }

    @Test
    void aGuessThatNobodyCouldJudgeIsGivenBack() {
        var go = (Throttle.Admission.Go) throttle.reserve(HOME, 1, NOW);
        throttle.giveBack(go.reservation());
        assertThat(throttle.failures(HOME)).isZero();
    }

    @Test
    void aRightPasswordForgivesTheSource() {
        guessWrong(HOME, 1, NOW);
        var go = (Throttle.Admission.Go) throttle.reserve(HOME, 2, NOW);
        throttle.right(go.reservation());
        assertThat(throttle.failures(HOME)).isZero();
    }

    @Test
    void failuresAreForgottenAfterAnHour() {
        for (int guess = 0; guess < 9; guess++) {
            guessWrong(HOME, guess, NOW.plusSeconds(guess * 20L));
        }
        var later = NOW.plus(Duration.ofHours(2));
        guessWrong(HOME, 100, later);
        assertThat(throttle.failures(HOME)).isEqualTo(1);
    }

    @Test
    void T25_parallelGuessesCannotPassUnderOneCount() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = IntStream.range(0, 500)
                    .<Callable<Throttle.Admission>>mapToObj(i -> () -> throttle.reserve(HOME, i, NOW))
                    .toList();
            int admitted = 0;
            for (var guess : threads.invokeAll(guesses)) {
                admitted += guess.get() instanceof Throttle.Admission.Go ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(3).isEqualTo(throttle.failures(HOME));
        }
    }

    private void guessWrong(Throttle.Pair pair, long recognition, Instant now) {
        var admission = throttle.reserve(pair, recognition, now);
        assertThat(admission).isInstanceOf(Throttle.Admission.Go.class);
        throttle.wrong(((Throttle.Admission.Go) admission).reservation());
    }
}
