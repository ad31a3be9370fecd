package org.sallyport.server.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;

class StreamsTest {
    private final Streams streams = new Streams(6, 4);
    private final AccountId eleni = AccountId.fresh();
    private final AccountId nikos = AccountId.fresh();

    private Streams.Place take(AccountId person) {
        return streams.take(person).orElseThrow();
    }

    @Test
    void theFifthOfAPersonTakesThePlaceOfTheFirst() {
        var first = take(eleni);
        var second = take(eleni);
        take(eleni);
        take(eleni);

        take(eleni);

        assertThat(first.isOver()).isTrue();
        assertThat(second.isOver()).isFalse();
    }

    @Test
    void onePersonLeavesPlacesForOthersHoweverManyPagesWait() {
        for (int i = 0; i < 100; i++) {
            take(eleni);
        }

        assertThat(streams.take(nikos)).isPresent();
    }

    @Test
    void whereAllPlacesAreTakenOnlyWhoHasOneGetsAnother() {
        var first = take(nikos);
        for (int i = 0; i < 5; i++) {
            take(AccountId.fresh());
        }

        assertThat(streams.take(eleni)).isEmpty();
        assertThat(streams.take(nikos)).isPresent();
        assertThat(first.isOver()).isTrue();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        var first = take(nikos);
        for (int i = 0; i < 4; i++) {
            take(nikos);
        }
        // It was given to the newest one already.
        first.close();
        take(eleni);
        take(eleni);

        assertThat(streams.take(AccountId.fresh())).isEmpty();
    }
}
