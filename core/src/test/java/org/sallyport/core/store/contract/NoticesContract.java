package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;

public interface NoticesContract extends StoreUnderTest {
    String ELENI = "eleni.home@pine.example";

    Instant CLAIMED_UNTIL = Fixtures.NOW.plus(Duration.ofMinutes(5));

    private Notice notice(Instant made) {
        return Notice.of(
                Notice.Kind.CONTACT_CODE,
                new EmailAddress("eleni.home@pine.example"),
                Locale.of("el"),
                Map.of("code", "271828", "minutes", "10", "name", "Ελένη & Νίκος = φίλοι"),
                made);
    }

    private static Notice telling(String to, Instant made) {
        return telling(Notice.Kind.APP_PASSWORD_MADE, to, made);
    }

    private static Notice telling(Notice.Kind kind, String to, Instant made) {
        var values = Map.of("name", "Ελένη", "label", "Laptop");
        return Notice.of(kind, new EmailAddress(to), Locale.of("el"), values, made);
    }

    private List<Notice> promised(String to, int count, Instant from) {
        var notices = IntStream.range(0, count)
                .mapToObj(i -> telling(to, from.plusMillis(i)))
                .toList();
        change(books -> notices.forEach(Notices.in(books)::add));
        return notices;
    }

    private List<Envelope> envelopes(Instant now) {
        return listed(books -> Notices.in(books).claim(now, now.plus(Duration.ofMinutes(5)), 100));
    }

    private List<Notice> claim(Instant now, int limit) {
        return listed(books -> Notices.in(books).claim(now, CLAIMED_UNTIL, limit)).stream()
                .flatMap(envelope -> envelope.notices().stream())
                .toList();
    }

    @Test
    default void aFewNoticesGoOutOneByOne() {
        var notices = promised(ELENI, 3, Fixtures.NOW);

        assertThat(envelopes(Fixtures.NOW.plusSeconds(1)))
                .extracting(Envelope::id, Envelope::notices)
                .containsExactlyElementsOf(
                        notices.stream().map(n -> tuple(n.id(), List.of(n))).toList());
    }

    @Test
    default void aBurstIsOneMailThatHoldsAllOfIt() {
        var notices = promised(ELENI, 40, Fixtures.NOW);

        var sent = envelopes(Fixtures.NOW.plusSeconds(1));

        assertThat(sent).singleElement().satisfies(mail -> {
            assertThat(mail.notices()).isEqualTo(notices);
            assertThat(mail.since()).isEqualTo(Fixtures.NOW.plusSeconds(1));
            assertThat(mail.isDigest()).isTrue();
        });
    }

    @Test
    default void whatComesBehindThreeMailsWaitsTenMinutesAndGoesAsOne() {
        var now = Fixtures.NOW.plusSeconds(1);
        promised(ELENI, 3, Fixtures.NOW);
        assertThat(envelopes(now))
                .hasSize(3)
                .allSatisfy(mail -> change(b -> Notices.in(b).sent(mail.id())));
        var first = promised(ELENI, 2, now);
        assertThat(envelopes(now.plusSeconds(1))).isEmpty();
        var second = promised(ELENI, 2, now.plusSeconds(60));

        assertThat(envelopes(now.plusSeconds(599))).isEmpty();
        assertThat(envelopes(now.plusSeconds(600)))
                .singleElement()
                .extracting(Envelope::notices)
                .isEqualTo(Stream.concat(first.stream(), second.stream()).toList());
    }

    @Test
    default void oneAddressNeverWaitsForAnother() {
        var now = Fixtures.NOW.plusSeconds(1);
        promised(ELENI, 3, Fixtures.NOW);
        assertThat(envelopes(now)).hasSize(3);
        promised(ELENI, 3, now);
        promised("nikos@pine.example", 1, now);

        assertThat(envelopes(now.plusSeconds(1)))
                .extracting(envelope -> envelope.to().value())
                .containsExactly("nikos@pine.example");
    }

    @Test
    default void aCodeWaitsForNothing() {
        promised(ELENI, 9, Fixtures.NOW);
        envelopes(Fixtures.NOW.plusSeconds(1));
        promised(ELENI, 9, Fixtures.NOW.plusSeconds(2));
        envelopes(Fixtures.NOW.plusSeconds(2));
        promised(ELENI, 9, Fixtures.NOW.plusSeconds(3));
        envelopes(Fixtures.NOW.plusSeconds(3));
        promised(ELENI, 9, Fixtures.NOW.plusSeconds(4));
        var code = notice(Fixtures.NOW.plusSeconds(4));
        change(books -> Notices.in(books).add(code));

        assertThat(envelopes(Fixtures.NOW.plusSeconds(5))).singleElement().isEqualTo(Envelope.of(code));
    }

    @Test
    default void aGraveNoticeWaitsForNothingAndTakesNobodysPlace() {
        var grave = telling(Notice.Kind.METHODS_REPLACED, ELENI, Fixtures.NOW.plusSeconds(2));
        promised(ELENI, 9, Fixtures.NOW);
        envelopes(Fixtures.NOW.plusSeconds(1));
        promised(ELENI, 9, Fixtures.NOW.plusSeconds(2));
        change(books -> Notices.in(books).add(grave));
        promised("nikos@pine.example", 3, Fixtures.NOW.plusSeconds(2));
        change(books -> Notices.in(books)
                .add(telling(Notice.Kind.PASSWORD_CHANGED, "nikos@pine.example", Fixtures.NOW.plusSeconds(2))));

        assertThat(envelopes(Fixtures.NOW.plusSeconds(3)))
                .contains(new Envelope(grave.id(), Fixtures.NOW.plusSeconds(3), List.of(grave)))
                .filteredOn(envelope -> envelope.to().value().equals("nikos@pine.example"))
                .hasSize(4)
                .noneMatch(Envelope::isDigest);
    }

    @ParameterizedTest
    @EnumSource(names = {"APP_PASSWORD_OPENS_SOON", "METHOD_REGISTERED", "MFA_EXEMPTED", "CONTACT_CHANGED"})
    default void whatItsOwnerHasMinutesToStopGoesAtOnceInTheMiddleOfABurst(Notice.Kind kind) {
        promised(ELENI, 9, Fixtures.NOW);
        envelopes(Fixtures.NOW.plusSeconds(1));
        promised(ELENI, 9, Fixtures.NOW.plusSeconds(2));
        envelopes(Fixtures.NOW.plusSeconds(2));
        var grave = telling(kind, ELENI, Fixtures.NOW.plusSeconds(3));
        promised(ELENI, 9, Fixtures.NOW.plusSeconds(3));
        change(books -> Notices.in(books).add(grave));

        assertThat(envelopes(Fixtures.NOW.plusSeconds(4)))
                .filteredOn(envelope -> envelope.notices().contains(grave))
                .singleElement()
                .extracting(Envelope::notices)
                .isEqualTo(List.of(grave));
    }

    @Test
    default void T33_ofOneGraveKindTwoMailsADayGoAtOnceAndTheRestIsGathered() {
        var from = Fixtures.NOW.plusSeconds(1);
        promised(ELENI, 3, Fixtures.NOW);
        envelopes(from);
        var removed = IntStream.range(0, 50)
                .mapToObj(i -> telling(Notice.Kind.METHOD_REMOVED, ELENI, from.plusMillis(i)))
                .toList();
        change(books -> removed.forEach(Notices.in(books)::add));
        var replaced = telling(Notice.Kind.METHODS_REPLACED, ELENI, from.plusMillis(50));
        change(books -> Notices.in(books).add(replaced));

        assertThat(envelopes(from.plusSeconds(1)))
                .extracting(Envelope::notices)
                .containsExactly(List.of(removed.get(0)), List.of(removed.get(1)), List.of(replaced));
        assertThat(envelopes(from.plusSeconds(600)))
                .filteredOn(Envelope::isDigest)
                .singleElement()
                .extracting(Envelope::notices)
                .isEqualTo(removed.subList(2, 50));
    }

    @Test
    default void T33_ofManyNodesThatBringGraveNoticesEachIsBroughtOnce() {
        var removed = IntStream.range(0, 20)
                .mapToObj(i -> telling(Notice.Kind.METHOD_REMOVED, ELENI, Fixtures.NOW.plusMillis(i)))
                .toList();
        change(books -> removed.forEach(Notices.in(books)::add));

        var claimed = Crowd.of(8).does(i -> envelopes(Fixtures.NOW.plusSeconds(1))).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(claimed).hasSize(3);
        assertThat(claimed.stream().flatMap(envelope -> envelope.notices().stream()))
                .containsExactlyInAnyOrderElementsOf(removed);
    }

    @Test
    default void whatIsInAnEnvelopeStaysTheSameHoweverOftenItFails() {
        promised(ELENI, 5, Fixtures.NOW);
        var sent = envelopes(Fixtures.NOW.plusSeconds(1));
        var next = Fixtures.NOW.plusSeconds(30);
        change(books -> Notices.in(books).failed(sent.getFirst().id(), next));
        promised(ELENI, 1, Fixtures.NOW.plusSeconds(2));

        assertThat(envelopes(next)).contains(sent.getFirst()).hasSize(2);
    }

    @Test
    default void ofManyNodesOneGathers() {
        var notices = promised(ELENI, 50, Fixtures.NOW);

        var claimed = Crowd.of(8).does(i -> envelopes(Fixtures.NOW.plusSeconds(1))).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(claimed).singleElement().extracting(Envelope::notices).isEqualTo(notices);
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
