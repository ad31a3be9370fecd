package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.secret.Purpose;

public interface ChallengesContract extends StoreUnderTest {
    private Challenge challenge(AccountId account, Challenge.Purpose purpose, String code) {
        var digest = Fixtures.keyset().digest(Purpose.ONE_TIME_CODE, code.getBytes(StandardCharsets.US_ASCII));
        return new Challenge(
                UUID.randomUUID(), account, purpose, "enrollment 1", digest, Fixtures.NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    default void anOpenQuestionIsFoundByItsAccountAndPurposeOnly() {
        var eleni = Fixtures.eleni().id();
        var challenge = challenge(eleni, Challenge.Purpose.CONTACT, "271828");
        change(books -> Challenges.in(books).open(challenge));

        assertThat(found(books -> Challenges.in(books).find(eleni, Challenge.Purpose.CONTACT)))
                .contains(challenge);
        assertThat(found(books -> Challenges.in(books).find(eleni, Challenge.Purpose.ONBOARDING)))
                .isEmpty();
        assertThat(found(books -> Challenges.in(books).find(Fixtures.nikos().id(), Challenge.Purpose.CONTACT)))
                .isEmpty();
    }

    @Test
    default void aNewQuestionClosesTheOneBefore() {
        var eleni = Fixtures.eleni().id();
        var first = challenge(eleni, Challenge.Purpose.CONTACT, "271828");
        var second = challenge(eleni, Challenge.Purpose.CONTACT, "314159");
        change(books -> Challenges.in(books).open(first));
        change(books -> Challenges.in(books).open(second));

        assertThat(found(books -> Challenges.in(books).find(eleni, Challenge.Purpose.CONTACT)))
                .contains(second);
        assertThat(succeeds(books -> Challenges.in(books).close(first))).isFalse();
        assertThat(succeeds(books -> Challenges.in(books).close(second))).isTrue();
    }

    @Test
    default void aClosedQuestionIsGone() {
        var challenge = challenge(Fixtures.eleni().id(), Challenge.Purpose.ONBOARDING, "ABCDEFGH");
        change(books -> Challenges.in(books).open(challenge));

        assertThat(succeeds(books -> Challenges.in(books).close(challenge))).isTrue();
        assertThat(succeeds(books -> Challenges.in(books).close(challenge))).isFalse();
        assertThat(found(books -> Challenges.in(books).find(challenge.account(), challenge.purpose())))
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
