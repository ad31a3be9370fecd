package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.secret.Purpose;

public interface ChallengesContract extends StoreUnderTest {
    private Challenge challenge(AccountId account, Challenge.Purpose purpose, String code) {
        return challenge(account, purpose, code, Duration.ofMinutes(10));
    }

    private Challenge challenge(AccountId account, Challenge.Purpose purpose, String code, Duration goodFor) {
        var digest = Fixtures.keyset().digest(Purpose.ONE_TIME_CODE, code.getBytes(StandardCharsets.US_ASCII));
        return new Challenge(UUID.randomUUID(), account, purpose, "enrollment 1", digest, Fixtures.NOW.plus(goodFor));
    }

    @Test
    default void anOpenQuestionIsFoundByItsAccountAndPurposeOnly() {
        var eleni = Fixtures.eleni().id();
        var challenge = challenge(eleni, Challenge.Purpose.CONTACT, "271828");
        change(books -> Challenges.in(books).open(challenge));

        assertThat(listed(books -> Challenges.in(books).of(eleni, Challenge.Purpose.CONTACT)))
                .containsExactly(challenge);
        assertThat(listed(books -> Challenges.in(books).of(eleni, Challenge.Purpose.ONBOARDING)))
                .isEmpty();
        assertThat(listed(books -> Challenges.in(books).of(Fixtures.nikos().id(), Challenge.Purpose.CONTACT)))
                .isEmpty();
    }

    @Test
    default void aNewQuestionClosesTheOneBefore() {
        var eleni = Fixtures.eleni().id();
        var first = challenge(eleni, Challenge.Purpose.CONTACT, "271828");
        var second = challenge(eleni, Challenge.Purpose.CONTACT, "314159");
        change(books -> Challenges.in(books).open(first));
        change(books -> Challenges.in(books).open(second));

        assertThat(listed(books -> Challenges.in(books).of(eleni, Challenge.Purpose.CONTACT)))
                .containsExactly(second);
        assertThat(succeeds(books -> Challenges.in(books).close(first))).isFalse();
        assertThat(succeeds(books -> Challenges.in(books).close(second))).isTrue();
    }

    @Test
    default void whatStrangersAskTooIsOpenThreeTimesAndTheOldestGives() {
        var eleni = Fixtures.eleni().id();
        var asked = IntStream.of(3, 1, 2, 4, 5)
                .mapToObj(
                        i -> challenge(eleni, Challenge.Purpose.FORGOTTEN_PASSWORD, "27182" + i, Duration.ofMinutes(i)))
                .toList();
        asked.forEach(challenge -> change(books -> Challenges.in(books).open(challenge)));

        assertThat(listed(books -> Challenges.in(books).of(eleni, Challenge.Purpose.FORGOTTEN_PASSWORD)))
                .containsExactlyInAnyOrder(asked.get(0), asked.get(3), asked.get(4));
        assertThat(succeeds(books -> Challenges.in(books).close(asked.get(1)))).isFalse();
        assertThat(succeeds(books -> Challenges.in(books).close(asked.get(3)))).isTrue();
        assertThat(listed(books -> Challenges.in(books).of(eleni, Challenge.Purpose.FORGOTTEN_PASSWORD)))
                .containsExactlyInAnyOrder(asked.get(0), asked.get(4));
    }

    @Test
    default void aClosedQuestionIsGone() {
        var challenge = challenge(Fixtures.eleni().id(), Challenge.Purpose.ONBOARDING, "ABCDEFGH");
        change(books -> Challenges.in(books).open(challenge));

        assertThat(succeeds(books -> Challenges.in(books).close(challenge))).isTrue();
        assertThat(succeeds(books -> Challenges.in(books).close(challenge))).isFalse();
        assertThat(listed(books -> Challenges.in(books).of(challenge.account(), challenge.purpose())))
                .isEmpty();
    }

    @Test
    default void T24_ofManyWhoAnswerAtOnceExactlyOneCloses() {
        for (int round = 0; round < 5; round++) {
            var challenge = challenge(Fixtures.eleni().id(), Challenge.Purpose.CONTACT, "271828");
            change(books -> Challenges.in(books).open(challenge));

            assertThat(Crowd.of(50)
                            .succeeding(i -> in(books -> Challenges.in(books).close(challenge))))
                    .isOne();
        }
    }
}
