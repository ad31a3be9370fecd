package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Tries;

public interface TriesContract extends StoreUnderTest {
    private Optional<Integer> reserve(AccountId account, Tries.Factor factor, int cap) {
        return in(books -> Tries.in(books).reserve(account, factor, cap, Fixtures.NOW));
    }

    @Test
    default void triesAreNumberedUpToTheCap() {
        var eleni = Fixtures.eleni().id();

        assertThat(reserve(eleni, Tries.Factor.AUTHENTICATOR_APP, 2)).contains(1);
        assertThat(reserve(eleni, Tries.Factor.AUTHENTICATOR_APP, 2)).contains(2);
        assertThat(reserve(eleni, Tries.Factor.AUTHENTICATOR_APP, 2)).isEmpty();
        assertThat(found(books -> Tries.in(books).find(eleni, Tries.Factor.AUTHENTICATOR_APP)))
                .contains(new Tries.Count(2, Fixtures.NOW));
    }

    @Test
    default void aCapOfZeroAllowsNothing() {
        assertThat(reserve(Fixtures.eleni().id(), Tries.Factor.CONTACT_CODE, 0)).isEmpty();
        assertThat(found(books -> Tries.in(books).find(Fixtures.eleni().id(), Tries.Factor.CONTACT_CODE)))
                .isEmpty();
    }

    @Test
    default void eachFactorAndAccountCountsForItself() {
        var eleni = Fixtures.eleni().id();

        assertThat(reserve(eleni, Tries.Factor.CONTACT_CODE, 1)).contains(1);
        assertThat(reserve(eleni, Tries.Factor.ONBOARDING_CODE, 1)).contains(1);
        assertThat(reserve(Fixtures.nikos().id(), Tries.Factor.CONTACT_CODE, 1)).contains(1);
        assertThat(reserve(eleni, Tries.Factor.CONTACT_CODE, 1)).isEmpty();
    }

    @Test
    default void aSuccessForgetsTheTries() {
        var eleni = Fixtures.eleni().id();
        assertThat(reserve(eleni, Tries.Factor.CONTACT_CODE, 1)).contains(1);

        change(books -> Tries.in(books).clear(eleni, Tries.Factor.CONTACT_CODE));

        assertThat(found(books -> Tries.in(books).find(eleni, Tries.Factor.CONTACT_CODE)))
                .isEmpty();
        assertThat(reserve(eleni, Tries.Factor.CONTACT_CODE, 1)).contains(1);
    }

    @Test
    default void T25_parallelTriesNeverExceedTheCapAndNeverShareANumber() {
        var eleni = Fixtures.eleni().id();
        int cap = 5;

        var granted = Crowd.of(100).does(i -> reserve(eleni, Tries.Factor.AUTHENTICATOR_APP, cap)).stream()
                .flatMap(Optional::stream)
                .sorted()
                .toList();

        assertThat(granted).isEqualTo(IntStream.rangeClosed(1, cap).boxed().toList());
        assertThat(in(books -> Tries.in(books).find(eleni, Tries.Factor.AUTHENTICATOR_APP))
                        .orElseThrow()
                        .count())
                .isEqualTo(cap);
    }
}
