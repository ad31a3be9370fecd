package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.audit.Bookmarks.Turn;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;

/// Whoever follows the audit log goes on where they were, and one node reads for them at a time.
public interface BookmarksContract extends StoreUnderTest {
    Instant NOW = Fixtures.NOW;
    UUID HERE = new UUID(0, 1);
    UUID THERE = new UUID(0, 2);

    private static Turn turn(UUID node, Instant now) {
        return new Turn("collector", node, now.plus(Duration.ofMinutes(1)));
    }

    private Optional<Bookmark> take(UUID node, Instant now) {
        return found(books -> Bookmarks.in(books).take(turn(node, now), 7, now));
    }

    @Test
    default void aNewFollowerBeginsWhereItIsTold() {
        assertThat(found(books -> Bookmarks.in(books).find("collector"))).isEmpty();
        assertThat(take(HERE, NOW)).contains(new Bookmark(7, NOW, Optional.empty()));
        assertThat(found(books -> Bookmarks.in(books).find("collector")))
                .contains(new Bookmark(7, NOW, Optional.empty()));
        assertThat(found(books -> Bookmarks.in(books).find("another"))).isEmpty();
    }

    @Test
    default void itGoesOnWhereItWas() {
        take(HERE, NOW);
        assertThat(succeeds(books -> Bookmarks.in(books).move(turn(HERE, NOW), 12, NOW.plusSeconds(3))))
                .isTrue();

        assertThat(take(HERE, NOW.plusSeconds(5))).contains(new Bookmark(12, NOW.plusSeconds(3), Optional.empty()));
    }

    @Test
    default void oneNodeReadsAtATime() {
        take(HERE, NOW);

        assertThat(take(THERE, NOW.plusSeconds(59))).isEmpty();
        assertThat(take(THERE, NOW.plusSeconds(60))).isPresent();
        assertThat(succeeds(books -> Bookmarks.in(books).move(turn(HERE, NOW), 12, NOW)))
                .isFalse();
        assertThat(succeeds(books -> Bookmarks.in(books).stuck(turn(HERE, NOW), "late", NOW)))
                .isFalse();
        assertThat(take(THERE, NOW.plusSeconds(61))).contains(new Bookmark(7, NOW, Optional.empty()));
    }

    @Test
    default void whoeverLeavesLetsAnotherGoOnAtOnce() {
        take(HERE, NOW);
        change(books -> Bookmarks.in(books).leave(turn(HERE, NOW)));

        assertThat(take(THERE, NOW)).isPresent();
        change(books -> Bookmarks.in(books).leave(turn(HERE, NOW)));
        assertThat(take(HERE, NOW)).isEmpty();
    }

    @Test
    default void troubleIsKeptSinceItBeganAndGoesWithTheNextStep() {
        take(HERE, NOW);
        change(books -> Bookmarks.in(books).stuck(turn(HERE, NOW), "nobody there", NOW));
        change(books -> Bookmarks.in(books).stuck(turn(HERE, NOW), "no answer", NOW.plusSeconds(9)));

        assertThat(take(HERE, NOW)).contains(new Bookmark(7, NOW, Optional.of(new Bookmark.Trouble("no answer", NOW))));

        change(books -> Bookmarks.in(books).move(turn(HERE, NOW), 8, NOW.plusSeconds(10)));
        assertThat(take(HERE, NOW)).contains(new Bookmark(8, NOW.plusSeconds(10), Optional.empty()));
    }

    @Test
    default void aForgottenFollowerBeginsAnew() {
        take(HERE, NOW);
        change(books -> Bookmarks.in(books).forget("collector"));

        assertThat(found(books -> Bookmarks.in(books).find("collector"))).isEmpty();
        assertThat(take(THERE, NOW)).isPresent();
    }

    @Test
    default void ofManyNodesOneTakesIt() {
        var taken = Crowd.of(12).does(i -> take(new UUID(1, i), NOW).orElse(null));

        assertThat(taken.stream().filter(Objects::nonNull)).hasSize(1);
    }
}
