package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.notice.DeadLetter;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;

public interface DeadLettersContract extends StoreUnderTest {
    String WHY = "550 5.1.1 <n•••••@pine.example>: nobody lives here";

    private List<Envelope> claim(Instant now) {
        return listed(books -> Notices.in(books).claim(now, now.plusSeconds(60), 100));
    }

    private Envelope undeliverable(String to, int notices) {
        change(books -> IntStream.range(0, notices)
                .mapToObj(i -> Notice.of(
                        Notice.Kind.METHOD_RENAMED,
                        new EmailAddress(to),
                        Locale.ENGLISH,
                        Map.of("name", "Nikos", "method", "passkey", "label", "Key"),
                        Fixtures.NOW.plusMillis(i)))
                .forEach(Notices.in(books)::add));
        return claim(Fixtures.NOW.plusSeconds(1)).stream()
                .filter(envelope -> envelope.to().value().equals(to))
                .findFirst()
                .orElseThrow();
    }

    private DeadLetter died(String to, int notices, Instant at) {
        var envelope = undeliverable(to, notices);
        change(books -> Notices.in(books).died(envelope.id(), WHY, at));
        return new DeadLetter(envelope, at, WHY);
    }

    @Test
    default void aDeadLetterIsKeptWholeAndTriedNoMore() {
        var dead = died("nikos@pine.example", 5, Fixtures.NOW.plusSeconds(2));

        assertThat(listed(books -> DeadLetters.in(books).oldest(10))).containsExactly(dead);
        assertThat(number(books -> DeadLetters.in(books).count())).isOne();
        assertThat(claim(Fixtures.NOW.plus(Duration.ofDays(2)))).isEmpty();
    }

    @Test
    default void aDeadLetterHoldsUpNobodyElse() {
        died("nikos@pine.example", 1, Fixtures.NOW.plusSeconds(2));

        assertThat(undeliverable("maria@pine.example", 1).to().value()).isEqualTo("maria@pine.example");
    }

    @Test
    default void theOldestComesFirst() {
        var second = died("nikos@pine.example", 1, Fixtures.NOW.plusSeconds(9));
        var first = died("maria@pine.example", 1, Fixtures.NOW.plusSeconds(5));

        assertThat(listed(books -> DeadLetters.in(books).oldest(10))).containsExactly(first, second);
        assertThat(listed(books -> DeadLetters.in(books).oldest(1))).containsExactly(first);
    }

    @Test
    default void whatIsRetriedIsDueAtOnceAsIfItHadJustBeenMade() {
        var dead = died("nikos@pine.example", 5, Fixtures.NOW.plusSeconds(2)).envelope();
        var later = Fixtures.NOW.plus(Duration.ofDays(3));

        assertThat(succeeds(books -> DeadLetters.in(books).retry(dead.id(), later)))
                .isTrue();

        assertThat(claim(later)).containsExactly(new Envelope(dead.id(), later, dead.notices()));
        assertThat(number(books -> DeadLetters.in(books).count())).isZero();
        assertThat(succeeds(books -> DeadLetters.in(books).retry(dead.id(), later)))
                .isFalse();
    }

    @Test
    default void whatIsDroppedIsGone() {
        var dead = died("nikos@pine.example", 5, Fixtures.NOW.plusSeconds(2)).envelope();

        assertThat(succeeds(books -> DeadLetters.in(books).drop(dead.id()))).isTrue();

        assertThat(number(books -> DeadLetters.in(books).count())).isZero();
        assertThat(succeeds(books -> DeadLetters.in(books).drop(dead.id()))).isFalse();
    }

    @Test
    default void whatIsOnItsWayIsNeitherRetriedNorDropped() {
        var alive = undeliverable("nikos@pine.example", 1).id();

        assertThat(succeeds(books -> DeadLetters.in(books).drop(alive))).isFalse();
        assertThat(succeeds(books -> DeadLetters.in(books).retry(alive, Fixtures.NOW)))
                .isFalse();
        assertThat(succeeds(books -> DeadLetters.in(books).drop(UUID.randomUUID())))
                .isFalse();
    }

    @Test
    default void whatDiedLongAgoIsForgotten() {
        died("nikos@pine.example", 1, Fixtures.NOW.plusSeconds(5));
        var kept = died("maria@pine.example", 1, Fixtures.NOW.plusSeconds(6));

        assertThat(number(books -> DeadLetters.in(books).sweep(Fixtures.NOW.plusSeconds(6))))
                .isOne();

        assertThat(listed(books -> DeadLetters.in(books).oldest(10))).containsExactly(kept);
    }
}
