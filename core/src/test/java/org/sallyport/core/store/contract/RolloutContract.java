package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.Rollouts;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;

public interface RolloutContract extends StoreUnderTest {
    private static Rollout rollout(int number, Subject subject, Rollout.Status status) {
        var began = Fixtures.NOW.plusSeconds(number);
        return new Rollout(
                new RolloutId(new UUID(0, number)),
                subject,
                began,
                began.plus(Duration.ofDays(30)),
                Duration.ofDays(14),
                status,
                Optional.empty());
    }

    private static Rollout sales() {
        return rollout(1, new Subject.Group(new GroupName("Sales")), Rollout.Status.RUNNING);
    }

    private static Switchover switched(int who, Switchover.Why why, Instant at) {
        return new Switchover(sales().id(), new AccountId(new UUID(0, who)), why, at, Optional.empty());
    }

    @Test
    default void aRolloutIsKeptWholeAndReplaced() {
        var everybody = rollout(2, new Subject.Everybody(), Rollout.Status.PAUSED);
        change(books -> List.of(sales(), everybody).forEach(Rollouts.in(books)::put));
        assertThat(found(books -> Rollouts.in(books).find(sales().id()))).contains(sales());
        assertThat(listed(books -> Rollouts.in(books).all())).containsExactly(everybody, sales());

        var later = new Rollout(
                sales().id(),
                sales().subject(),
                sales().began(),
                sales().until().plusSeconds(9),
                sales().quiet(),
                Rollout.Status.CALLED_OFF,
                Optional.of(Fixtures.NOW.plusSeconds(77)));
        change(books -> Rollouts.in(books).put(later));
        assertThat(found(books -> Rollouts.in(books).find(sales().id()))).contains(later);
        assertThat(found(books -> Rollouts.in(books).find(new RolloutId(new UUID(9, 9)))))
                .isEmpty();
    }

    @Test
    default void oneNodeAtATimeWorksOnARollout() {
        change(books -> Rollouts.in(books).put(sales()));
        var now = Fixtures.NOW;
        assertThat(succeeds(books -> Rollouts.in(books).claim(sales().id(), "north", now, now.plusSeconds(60))))
                .isTrue();
        assertThat(succeeds(books ->
                        Rollouts.in(books).claim(sales().id(), "south", now.plusSeconds(59), now.plusSeconds(119))))
                .isFalse();
        assertThat(succeeds(books ->
                        Rollouts.in(books).claim(sales().id(), "north", now.plusSeconds(30), now.plusSeconds(90))))
                .isTrue();
        assertThat(succeeds(books ->
                        Rollouts.in(books).claim(sales().id(), "south", now.plusSeconds(90), now.plusSeconds(150))))
                .isTrue();
    }

    @Test
    default void ofManyNodesThatClaimAtOnceOneWorks() {
        change(books -> Rollouts.in(books).put(sales()));
        assertThat(Crowd.of(10)
                        .succeeding(i -> succeeds(books -> Rollouts.in(books)
                                .claim(sales().id(), "node-" + i, Fixtures.NOW, Fixtures.NOW.plusSeconds(60)))))
                .isEqualTo(1);
    }

    @Test
    default void whichMailWasSentLastIsKeptBesideTheRollout() {
        change(books -> Rollouts.in(books).put(sales()));
        assertThat(this.<String>in(books -> Rollouts.in(books).reminded(sales().id())))
                .isEmpty();
        change(books -> Rollouts.in(books).reminded(sales().id(), "2026-03-01 14"));
        change(books -> Rollouts.in(books).put(sales()));
        assertThat(this.<String>in(books -> Rollouts.in(books).reminded(sales().id())))
                .isEqualTo("2026-03-01 14");
    }

    @Test
    default void aSwitchoverIsKeptWholeAndReplaced() {
        var early = switched(1, Switchover.Why.EMPTY_LIST, Fixtures.NOW);
        change(books -> {
            Rollouts.in(books).put(sales());
            Switchovers.in(books).put(early);
        });
        assertThat(found(books -> Switchovers.in(books).find(sales().id(), early.account())))
                .contains(early);
        var back = new Switchover(
                sales().id(),
                early.account(),
                Switchover.Why.TAKEN_BACK,
                Fixtures.NOW.plusSeconds(5),
                Optional.of(Fixtures.NOW.plusSeconds(500)));
        change(books -> Switchovers.in(books).put(back));
        assertThat(found(books -> Switchovers.in(books).find(sales().id(), early.account())))
                .contains(back);
        assertThat(found(books -> Switchovers.in(books)
                        .find(sales().id(), Fixtures.nikos().id())))
                .isEmpty();
    }

    @Test
    default void switchoversComeAPageAtATimeEachOnceAndTheLatestFirst() {
        change(books -> {
            Rollouts.in(books).put(sales());
            IntStream.rangeClosed(1, 9)
                    .mapToObj(i -> switched(i, Switchover.Why.DATE, Fixtures.NOW.plusSeconds(i)))
                    .forEach(Switchovers.in(books)::put);
        });
        var seen = new ArrayList<AccountId>();
        Optional<AccountId> after = Optional.empty();
        List<Switchover> page;
        do {
            var behind = after;
            page = listed(books -> Switchovers.in(books).page(sales().id(), behind, 4));
            page.forEach(one -> seen.add(one.account()));
            after = Optional.of(seen.getLast());
        } while (page.size() == 4);
        assertThat(seen).hasSize(9).doesNotHaveDuplicates();

        assertThat(listed(books -> Switchovers.in(books).latest(sales().id(), 1, 2)))
                .extracting(one -> one.account().value().getLeastSignificantBits())
                .containsExactly(8L, 7L);
    }

    @Test
    default void switchoversAreCountedByDayAndReason() {
        change(books -> {
            Rollouts.in(books).put(sales());
            List.of(
                            switched(1, Switchover.Why.EMPTY_LIST, Fixtures.NOW),
                            switched(2, Switchover.Why.EMPTY_LIST, Fixtures.NOW),
                            switched(3, Switchover.Why.DATE, Fixtures.NOW),
                            switched(4, Switchover.Why.EMPTY_LIST, Fixtures.NOW.plus(Duration.ofDays(2))))
                    .forEach(Switchovers.in(books)::put);
        });
        var first = DailyFigures.day(Fixtures.NOW);
        assertThat(listed(books -> Switchovers.in(books).counted(sales().id())))
                .containsExactlyInAnyOrder(
                        new Switchovers.Counted(first, Switchover.Why.EMPTY_LIST, 2),
                        new Switchovers.Counted(first, Switchover.Why.DATE, 1),
                        new Switchovers.Counted(first.plusDays(2), Switchover.Why.EMPTY_LIST, 1));
    }
}
