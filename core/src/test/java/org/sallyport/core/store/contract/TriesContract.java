package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;

public interface TriesContract extends StoreUnderTest {
    private boolean replace(AccountId account, Tries.Factor factor, Tries.Count seen, Tries.Count next) {
        return in(books -> Tries.in(books).replace(account, factor, seen, next));
    }

    private Optional<Tries.Count> counted(AccountId account, Tries.Factor factor) {
        return found(books -> Tries.in(books).find(account, factor));
    }

    private boolean mayBeLookedAt(AccountId account, Tries.Factor factor, Instant now) {
        return in(books -> TryGate.reserve(books, account, factor, now)).isEmpty();
    }

    private static Tries.Count count(int number) {
        return new Tries.Count(number, Fixtures.NOW);
    }

    @Test
    default void aCountIsReplacedByWhoeverHasSeenIt() {
        var eleni = Fixtures.eleni().id();

        assertThat(replace(eleni, Tries.Factor.AUTHENTICATOR_APP, Tries.Count.NONE, count(1)))
                .isTrue();
        assertThat(replace(eleni, Tries.Factor.AUTHENTICATOR_APP, count(1), count(2)))
                .isTrue();
        assertThat(counted(eleni, Tries.Factor.AUTHENTICATOR_APP)).contains(count(2));
    }

    @Test
    default void aCountIsNotReplacedByWhoeverHasSeenAnotherOne() {
        var eleni = Fixtures.eleni().id();
        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, Tries.Count.NONE, count(1)))
                .isTrue();

        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, Tries.Count.NONE, count(7)))
                .isFalse();
        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, count(2), count(7)))
                .isFalse();
        var earlier = new Tries.Count(1, Fixtures.NOW.minusSeconds(1));
        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, earlier, count(7))).isFalse();
        assertThat(counted(eleni, Tries.Factor.CONTACT_CODE)).contains(count(1));
    }

    @Test
    default void eachFactorAndAccountCountsForItself() {
        var eleni = Fixtures.eleni().id();
        var nikos = Fixtures.nikos().id();

        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, Tries.Count.NONE, count(1)))
                .isTrue();
        assertThat(replace(eleni, Tries.Factor.ONBOARDING_CODE, Tries.Count.NONE, count(2)))
                .isTrue();
        assertThat(replace(nikos, Tries.Factor.CONTACT_CODE, Tries.Count.NONE, count(3)))
                .isTrue();
        assertThat(counted(eleni, Tries.Factor.CONTACT_CODE)).contains(count(1));
        assertThat(counted(eleni, Tries.Factor.ONBOARDING_CODE)).contains(count(2));
        assertThat(counted(nikos, Tries.Factor.CONTACT_CODE)).contains(count(3));
    }

    @Test
    default void aSuccessForgetsTheTries() {
        var eleni = Fixtures.eleni().id();
        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, Tries.Count.NONE, count(1)))
                .isTrue();

        change(books -> Tries.in(books).clear(eleni, Tries.Factor.CONTACT_CODE));

        assertThat(counted(eleni, Tries.Factor.CONTACT_CODE)).isEmpty();
        assertThat(replace(eleni, Tries.Factor.CONTACT_CODE, Tries.Count.NONE, count(1)))
                .isTrue();
    }

    @Test
    default void whoeverHoldsTheTriesOfAnAccountIsAloneWithThem() {
        Fixtures.eleni().addTo(store());
        var eleni = Fixtures.eleni().id();

        int counted = Crowd.of(50)
                .succeeding(i -> in(books -> {
                    var tries = Tries.in(books);
                    tries.hold(eleni);
                    var seen = tries.find(eleni, Tries.Factor.CONTACT_CODE).orElse(Tries.Count.NONE);
                    return tries.replace(eleni, Tries.Factor.CONTACT_CODE, seen, count(seen.count() + 1));
                }));

        assertThat(counted).isEqualTo(50);
    }

    @Test
    default void T25_ofParallelTriesNoMoreAreLookedAtThanAreFree() {
        var eleni = Fixtures.eleni().id();

        int lookedAt =
                Crowd.of(100).succeeding(i -> mayBeLookedAt(eleni, Tries.Factor.AUTHENTICATOR_APP, Fixtures.NOW));

        assertThat(lookedAt).isEqualTo(5);
        assertThat(counted(eleni, Tries.Factor.AUTHENTICATOR_APP)).contains(count(5));
    }

    @Test
    default void T25_ofParallelTriesAfterAWaitOneIsLookedAt() {
        var eleni = Fixtures.eleni().id();
        assertThat(replace(eleni, Tries.Factor.AUTHENTICATOR_APP, Tries.Count.NONE, count(8)))
                .isTrue();
        Instant later = Fixtures.NOW.plus(Duration.ofMinutes(4));

        assertThat(Crowd.of(100).succeeding(i -> mayBeLookedAt(eleni, Tries.Factor.AUTHENTICATOR_APP, later)))
                .isOne();
    }

    @Test
    default void T25_ofParallelTriesNoMoreAreLookedAtThanAreLeftOfAHundred() {
        var eleni = Fixtures.eleni().id();
        assertThat(replace(eleni, Tries.Factor.AUTHENTICATOR_APP_IN_ALL, Tries.Count.NONE, count(98)))
                .isTrue();

        assertThat(Crowd.of(50).succeeding(i -> answer(eleni, Fixtures.NOW).isEmpty()))
                .isEqualTo(2);
        assertThat(answer(eleni, Fixtures.NOW.plus(Duration.ofDays(9)))).contains(new CodeCheck.SwitchedOff());
    }

    @Test
    default void whatASuccessElsewhereSwitchesOnAgainCountsFromNothing() {
        var eleni = Fixtures.eleni().id();
        assertThat(replace(eleni, Tries.Factor.AUTHENTICATOR_APP_IN_ALL, Tries.Count.NONE, count(100)))
                .isTrue();
        assertThat(answer(eleni, Fixtures.NOW)).contains(new CodeCheck.SwitchedOff());

        change(books -> TryGate.switchOn(books, eleni));

        assertThat(answer(eleni, Fixtures.NOW)).isEmpty();
        assertThat(counted(eleni, Tries.Factor.AUTHENTICATOR_APP_IN_ALL)).contains(count(1));
    }

    private Optional<CodeCheck> answer(AccountId account, Instant now) {
        return found(books -> TryGate.reserveCode(books, account, Tries.Factor.AUTHENTICATOR_APP, now));
    }

    @Test
    default void T25_ofParallelTriesOnTheNextDayNoMoreAreLookedAtThanAreFree() {
        var eleni = Fixtures.eleni().id();
        assertThat(replace(eleni, Tries.Factor.AUTHENTICATOR_APP, Tries.Count.NONE, count(20)))
                .isTrue();
        Instant nextDay = Fixtures.NOW.plus(Duration.ofDays(1));

        assertThat(Crowd.of(100).succeeding(i -> mayBeLookedAt(eleni, Tries.Factor.AUTHENTICATOR_APP, nextDay)))
                .isEqualTo(5);
    }
}
