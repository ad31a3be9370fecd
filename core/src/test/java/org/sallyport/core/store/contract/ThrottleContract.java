package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EarlierPasswords;
import org.sallyport.core.caller.Network;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.notice.Told;
import org.sallyport.core.throttle.GuessCounts;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.throttle.Nodes;

public interface ThrottleContract extends StoreUnderTest {
    Instant LATER = Fixtures.NOW.plusSeconds(60);
    Instant MUCH_LATER = Fixtures.NOW.plus(Duration.ofHours(2));

    private static GuessCounts.Delta delta(String counter, long change) {
        return new GuessCounts.Delta(counter, change, Fixtures.NOW.plus(Duration.ofHours(1)));
    }

    @Test
    default void countsAddUpAndNeverFallBelowNothing() {
        change(books -> GuessCounts.in(books).add(List.of(delta("b", 2), delta("a", 5)), Fixtures.NOW));

        assertThat(listed(books -> GuessCounts.in(books).add(List.of(delta("b", 3), delta("a", -9)), LATER)))
                .containsExactly(new GuessCounts.Count("a", 0, LATER), new GuessCounts.Count("b", 5, LATER));
    }

    @Test
    default void aCountThatBeginsWithAGiftIsNothing() {
        assertThat(listed(books -> GuessCounts.in(books).add(List.of(delta("a", -1)), Fixtures.NOW)))
                .containsExactly(new GuessCounts.Count("a", 0, Fixtures.NOW));
    }

    @Test
    default void whatHasExpiredBeginsAgain() {
        change(books -> GuessCounts.in(books).add(List.of(delta("a", 5)), Fixtures.NOW));

        assertThat(listed(books -> GuessCounts.in(books).add(List.of(delta("a", 1)), MUCH_LATER)))
                .containsExactly(new GuessCounts.Count("a", 1, MUCH_LATER));
    }

    @Test
    default void theLatestChangesComeFirst() {
        change(books -> GuessCounts.in(books).add(List.of(delta("a", 1), delta("b", 1)), Fixtures.NOW));
        change(books -> GuessCounts.in(books).add(List.of(delta("c", 1)), LATER));

        assertThat(listed(books -> GuessCounts.in(books).changedSince(Fixtures.NOW, 2)))
                .extracting(GuessCounts.Count::counter)
                .containsExactly("c", "a");
        assertThat(listed(books -> GuessCounts.in(books).changedSince(LATER, 10)))
                .extracting(GuessCounts.Count::counter)
                .containsExactly("c");
    }

    @Test
    default void countsAreFoundByHowTheirNamesBegin() {
        change(books -> GuessCounts.in(books)
                .add(List.of(delta("apps/total/1", 1), delta("apps/total/2", 1), delta("apps/pair/1", 1)), LATER));

        assertThat(listed(books -> GuessCounts.in(books).beginningWith("apps/total/")))
                .extracting(GuessCounts.Count::counter)
                .containsExactly("apps/total/1", "apps/total/2");
    }

    @Test
    default void sweepingForgetsWhatHasExpired() {
        change(books -> GuessCounts.in(books).add(List.of(delta("a", 1)), Fixtures.NOW));
        change(books -> GuessCounts.in(books).sweep(LATER));
        assertThat(listed(books -> GuessCounts.in(books).beginningWith("a"))).hasSize(1);

        change(books -> GuessCounts.in(books).sweep(MUCH_LATER));

        assertThat(listed(books -> GuessCounts.in(books).beginningWith("a"))).isEmpty();
    }

    @Test
    default void ofManyWhoCountAtOnceNoneIsLost() {
        Crowd.of(50).does(i -> in(books -> GuessCounts.in(books).add(List.of(delta("a", 1)), Fixtures.NOW)));

        assertThat(listed(books -> GuessCounts.in(books).beginningWith("a")))
                .containsExactly(new GuessCounts.Count("a", 50, Fixtures.NOW));
    }

    @Test
    default void aNodeCountsUntilItLeavesOrIsNotHeardOf() {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        assertThat(number(books -> Nodes.in(books).beat(one, Fixtures.NOW, Instant.EPOCH)))
                .isEqualTo(1);
        assertThat(number(books -> Nodes.in(books).beat(other, LATER, Instant.EPOCH)))
                .isEqualTo(2);
        assertThat(number(books -> Nodes.in(books).beat(other, MUCH_LATER, LATER)))
                .isEqualTo(1);
        assertThat(number(books -> Nodes.in(books).beat(one, MUCH_LATER, LATER)))
                .isEqualTo(2);

        assertThat(number(books -> Nodes.in(books).running(MUCH_LATER))).isEqualTo(2);
        assertThat(number(books -> Nodes.in(books).running(MUCH_LATER.plusSeconds(1))))
                .isZero();

        change(books -> Nodes.in(books).leave(other));

        assertThat(number(books -> Nodes.in(books).running(Instant.EPOCH))).isEqualTo(1);
        assertThat(number(books -> Nodes.in(books).beat(one, MUCH_LATER, LATER)))
                .isEqualTo(1);
    }

    @Test
    default void aPlaceIsKnownToTheAccountThatWasOpenedFromIt() {
        var eleni = Fixtures.eleni().id();
        var home = Network.parse("192.0.2.1").orElseThrow();
        var office = Network.parse("2001:db8::/64").orElseThrow();
        change(books -> KnownSources.in(books)
                .seen(List.of(
                        new KnownSources.Sighting(eleni, home, Fixtures.NOW),
                        new KnownSources.Sighting(eleni, office, Fixtures.NOW))));
        change(books -> KnownSources.in(books).seen(List.of(new KnownSources.Sighting(eleni, office, LATER))));

        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, home, Fixtures.NOW)))
                .isTrue();
        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, home, LATER)))
                .isFalse();
        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, office, LATER)))
                .isTrue();
        assertThat(succeeds(
                        books -> KnownSources.in(books).knows(Fixtures.nikos().id(), home, Fixtures.NOW)))
                .isFalse();

        change(books -> KnownSources.in(books).sweep(LATER));

        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, home, Fixtures.NOW)))
                .isFalse();
        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, office, Fixtures.NOW)))
                .isTrue();
    }

    @Test
    default void ofManySightingsOfAPlaceTheLatestCounts() {
        var eleni = Fixtures.eleni().id();
        var nikos = Fixtures.nikos().id();
        var home = Network.parse("192.0.2.1").orElseThrow();
        change(books -> KnownSources.in(books)
                .seen(List.of(
                        new KnownSources.Sighting(eleni, home, LATER),
                        new KnownSources.Sighting(nikos, home, Fixtures.NOW),
                        new KnownSources.Sighting(eleni, home, Fixtures.NOW))));
        change(books -> KnownSources.in(books).seen(List.of()));

        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, home, LATER)))
                .isTrue();
        assertThat(succeeds(books -> KnownSources.in(books).knows(nikos, home, LATER)))
                .isFalse();

        change(books -> KnownSources.in(books).seen(List.of(new KnownSources.Sighting(eleni, home, Fixtures.NOW))));

        assertThat(succeeds(books -> KnownSources.in(books).knows(eleni, home, LATER)))
                .isTrue();
    }

    @Test
    default void nobodyIsToldTheSameTooSoon() {
        var eleni = Fixtures.eleni().id();
        var hour = Duration.ofHours(1);
        assertThat(succeeds(books -> Told.in(books).isDue(eleni, "this", Fixtures.NOW, hour)))
                .isTrue();
        assertThat(succeeds(books -> Told.in(books).isDue(eleni, "this", LATER, hour)))
                .isFalse();
        assertThat(succeeds(books -> Told.in(books).isDue(eleni, "that", LATER, hour)))
                .isTrue();
        assertThat(succeeds(books -> Told.in(books).isDue(Fixtures.nikos().id(), "this", LATER, hour)))
                .isTrue();
        assertThat(succeeds(books -> Told.in(books).isDue(eleni, "this", Fixtures.NOW.plus(hour), hour)))
                .isTrue();

        change(books -> Told.in(books).sweep(MUCH_LATER));

        assertThat(succeeds(books -> Told.in(books).isDue(eleni, "this", Fixtures.NOW.plus(hour), hour)))
                .isTrue();
    }

    @Test
    default void ofManyWhoWantToTellAtOnceOneDoes() {
        assertThat(Crowd.of(20)
                        .succeeding(i -> in(books ->
                                Told.in(books).isDue(Fixtures.eleni().id(), "this", Fixtures.NOW, Duration.ofDays(1)))))
                .isOne();
    }

    @Test
    default void anEarlierPasswordIsKeptUntilTheNextOne() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        assertThat(found(books -> EarlierPasswords.in(books).find(eleni.id()))).isEmpty();
        change(books ->
                EarlierPasswords.in(books).put(new EarlierPasswords.Earlier(eleni.id(), "$one$", Fixtures.NOW)));
        var latest = new EarlierPasswords.Earlier(eleni.id(), "$two$", LATER);

        change(books -> EarlierPasswords.in(books).put(latest));

        assertThat(found(books -> EarlierPasswords.in(books).find(eleni.id()))).contains(latest);
        assertThat(found(books ->
                        EarlierPasswords.in(books).find(Fixtures.nikos().id())))
                .isEmpty();
    }
}
