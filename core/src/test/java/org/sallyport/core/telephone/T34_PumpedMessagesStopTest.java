package org.sallyport.core.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.FewNumbers;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.store.memory.MemoryStore;

class T34_PumpedMessagesStopTest {
    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private MessageBudget budget = budget(Set.of("GR"), 15, 500);
    private Instant now = Fixtures.NOW;

    @Test
    void fiveThousandNumbersOfOneRangeGetTwentyMessagesAtMost() {
        long sent = IntStream.range(0, 5_000)
                .filter(i -> spend(number("+30690123", i)).isEmpty())
                .count();

        assertThat(sent).isBetween(1L, 20L);
    }

    @Test
    void fiveThousandNumbersAllOverTheCountryStopTogether() {
        var random = new Random(34);
        long sent = IntStream.range(0, 5_000)
                .filter(i -> spend(number("+306", random.nextInt(900_000_000))).isEmpty())
                .count();

        assertThat(sent).isEqualTo(MessageLimits.JUDGED_FROM);
        assertThat(spend(number("+30690123", 1))).contains(MessageBudget.Stop.FEW_ANSWERED);
    }

    @Test
    void whereMessagesAreAnsweredADayHasItsLimitAllTheSame() {
        long sent = IntStream.range(0, 600)
                .filter(i -> {
                    var number = number("+3069", i * 10_000);
                    boolean went = spend(number).isEmpty();
                    answer(number);
                    return went;
                })
                .count();

        assertThat(sent).isEqualTo(500);
        assertThat(spend(number("+30690123", 1))).contains(MessageBudget.Stop.DAY);
    }

    @Test
    void neighboursWhoAnswerDoNotUseEachOthersBudgetUp() {
        for (int i = 0; i < 100; i++) {
            var number = number("+30210555", i);
            assertThat(spend(number)).isEmpty();
            answer(number);
        }
    }

    @Test
    void theNextDayBeginsAnew() {
        IntStream.range(0, 20).forEach(i -> spend(number("+30690123", i)));
        assertThat(spend(number("+30690123", 99))).contains(MessageBudget.Stop.RANGE);

        now = now.plus(Duration.ofDays(1));

        assertThat(spend(number("+30690123", 99))).isEmpty();
    }

    @Test
    void oneAccountThatAnswersEverythingDoesNotUseTheDayUp() {
        var pumping = AccountId.fresh();
        long sent = IntStream.range(0, 600)
                .filter(i -> {
                    var number = number("+3069", i * 10_000);
                    boolean went = spend(pumping, number).isEmpty();
                    answer(number);
                    return went;
                })
                .count();

        assertThat(sent).isEqualTo(MessageLimits.PER_ACCOUNT);
        assertThat(spend(pumping, number("+30690123", 1))).contains(MessageBudget.Stop.ACCOUNT);
        assertThat(spend(number("+30690123", 1))).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(spend(pumping, number("+30690123", 1))).isEmpty();
    }

    @Test
    void messagesThatNobodyGotNeedNoAnswer() {
        for (int i = 0; i < 600; i++) {
            var number = number("+3069", i % 60 * 10_000);
            assertThat(spend(number)).isEmpty();
            giveBack(number, now);
        }
    }

    @Test
    void whatIsGivenBackAfterMidnightIsTakenOffTheDayOnWhichItWasCounted() {
        now = Instant.parse("2026-03-01T23:59:59Z");
        spend(number("+30690123", 1));
        var counted = now;
        now = Instant.parse("2026-03-02T00:00:01Z");
        IntStream.range(0, 15).forEach(i -> spend(number("+30690123", i)));

        giveBack(number("+30690123", 1), counted);

        assertThat(spend(number("+30690123", 99))).contains(MessageBudget.Stop.RANGE);
    }

    @Test
    void anAnswerAfterMidnightBelongsToTheDayOfItsMessage() {
        now = Instant.parse("2026-03-01T23:59:00Z");
        var eleni = number("+30690123", 1);
        spend(eleni);
        var sent = now;
        now = Instant.parse("2026-03-02T00:01:00Z");
        IntStream.range(0, 15).forEach(i -> spend(number("+30690123", i)));
        assertThat(spend(number("+30690123", 99))).contains(MessageBudget.Stop.RANGE);

        answer(eleni, sent);

        assertThat(spend(number("+30690123", 99))).contains(MessageBudget.Stop.RANGE);
    }

    @Test
    void answersToMessagesOfYesterdayDoNotSpeakForThoseOfToday() {
        now = Instant.parse("2026-03-01T23:59:00Z");
        var sent = now;
        IntStream.range(0, 20).forEach(i -> spend(number("+3069", i * 10_000)));
        now = Instant.parse("2026-03-02T00:01:00Z");
        IntStream.range(0, 20).forEach(i -> answer(number("+3069", i * 10_000), sent));

        long today = IntStream.range(0, 100)
                .filter(i -> spend(number("+3069", i * 10_000)).isEmpty())
                .count();

        assertThat(today).isEqualTo(MessageLimits.JUDGED_FROM);
    }

    @Test
    void aCountryThatIsNotNamedGetsNone() {
        assertThat(spend(number("+44790012", 1))).contains(MessageBudget.Stop.COUNTRY);

        budget = budget(Set.of(), 15, 500);

        assertThat(spend(number("+30690123", 1))).contains(MessageBudget.Stop.COUNTRY);
    }

    @Test
    void manyWhoAskAtOnceDoNotGetMore() {
        long sent = Crowd.of(100).does(i -> spend(number("+30690123", i))).stream()
                .filter(Optional::isEmpty)
                .count();

        assertThat(sent).isEqualTo(15);
    }

    private Optional<MessageBudget.Stop> spend(PhoneNumber number) {
        return spend(AccountId.fresh(), number);
    }

    private Optional<MessageBudget.Stop> spend(AccountId account, PhoneNumber number) {
        return store.transact(books -> budget.spend(books, account, number, now));
    }

    private void giveBack(PhoneNumber number, Instant counted) {
        var _ = store.transact(books -> {
            budget.giveBack(books, AccountId.fresh(), number, counted, now);
            return true;
        });
    }

    private void answer(PhoneNumber number) {
        answer(number, now);
    }

    private void answer(PhoneNumber number, Instant sent) {
        var _ = store.transact(books -> {
            budget.answered(books, AccountId.fresh(), number, sent, now);
            return true;
        });
    }

    /// The i-th number of those that begin like this.
    private static PhoneNumber number(String begin, int i) {
        return new PhoneNumber(begin + String.format(java.util.Locale.ROOT, "%0" + (13 - begin.length()) + "d", i));
    }

    private static MessageBudget budget(Set<String> countries, int unansweredInRange, int perDay) {
        return new MessageBudget(
                new MessageLimits(countries, unansweredInRange, perDay), new FewNumbers(), Fixtures.keyset());
    }
}
