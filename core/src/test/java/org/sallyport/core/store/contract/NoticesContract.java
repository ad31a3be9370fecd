package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;

public interface NoticesContract extends StoreUnderTest {
    Instant CLAIMED_UNTIL = Fixtures.NOW.plus(Duration.ofMinutes(5));

    private Notice notice(Instant made) {
        return Notice.of(
                Notice.Kind.CONTACT_CODE,
                new EmailAddress("eleni.home@pine.example"),
                Locale.of("el"),
                Map.of("code", "271828", "minutes", "10", "name", "Ελένη & Νίκος = φίλοι"),
                made);
    }

    private List<Notice> claim(Instant now, int limit) {
        return in(books -> Notices.in(books).claim(now, CLAIMED_UNTIL, limit));
    }

    @Test
    default void aNoticeIsClaimedWhole() {
        var notice = notice(Fixtures.NOW);
        change(books -> Notices.in(books).add(notice));

        assertThat(claim(Fixtures.NOW, 10)).containsExactly(notice);
    }

    @Test
    default void whatIsClaimedComesBackWhenTheClaimEnds() {
        var notice = notice(Fixtures.NOW);
        change(books -> Notices.in(books).add(notice));

        assertThat(claim(Fixtures.NOW, 10)).hasSize(1);
        assertThat(claim(CLAIMED_UNTIL.minusMillis(1), 10)).isEmpty();
        assertThat(claim(CLAIMED_UNTIL, 10)).containsExactly(notice);
    }

    @Test
    default void whatWentOutIsGone() {
        var notice = notice(Fixtures.NOW);
        change(books -> Notices.in(books).add(notice));
        change(books -> Notices.in(books).sent(notice.id()));

        assertThat(claim(CLAIMED_UNTIL, 10)).isEmpty();
    }

    @Test
    default void whatFailedIsDueAgainWhenItWasSaid() {
        var notice = notice(Fixtures.NOW);
        var next = Fixtures.NOW.plusSeconds(30);
        change(books -> Notices.in(books).add(notice));
        assertThat(claim(Fixtures.NOW, 10)).hasSize(1);

        change(books -> Notices.in(books).failed(notice.id(), next));

        assertThat(claim(next.minusMillis(1), 10)).isEmpty();
        assertThat(claim(next, 10)).containsExactly(notice);
    }

    @Test
    default void theOldestGoOutFirst() {
        var notices = IntStream.range(0, 5)
                .mapToObj(i -> notice(Fixtures.NOW.minusSeconds(i)))
                .toList();
        change(books -> notices.forEach(Notices.in(books)::add));

        assertThat(claim(Fixtures.NOW, 2)).containsExactly(notices.get(4), notices.get(3));
        assertThat(claim(Fixtures.NOW, 9)).containsExactly(notices.get(2), notices.get(1), notices.get(0));
    }

    @Test
    default void twoWhoClaimAtOnceNeverGetTheSameNotice() {
        var notices = IntStream.range(0, 60)
                .mapToObj(i -> notice(Fixtures.NOW.minusMillis(i)))
                .toList();
        change(books -> notices.forEach(Notices.in(books)::add));

        var first = Crowd.of(12).does(i -> claim(Fixtures.NOW, 7)).stream()
                .flatMap(List::stream)
                .map(Notice::id)
                .toList();
        var rest = claim(Fixtures.NOW, 100).stream().map(Notice::id).toList();

        assertThat(Stream.concat(first.stream(), rest.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        notices.stream().map(Notice::id).toList());
    }
}
