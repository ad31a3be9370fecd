package org.sallyport.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.notice.DeadLetter;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class PostmanTest {
    private static final String NOBODY = "550 5.1.1 nobody lives here";

    private final SettableClock clock = SettableClock.atNow();
    private final Store store = new MemoryStore(Fixtures.keyset());
    private final WayOut wayOut = new WayOut();
    private final Postman postman = new Postman(
            store,
            new MailComposer(new MailSettings(
                    new EmailAddress("no-reply@olive.example"),
                    "Olive & Pine",
                    URI.create("https://mfa.olive.example"),
                    ZoneOffset.UTC)),
            wayOut,
            clock);

    @Test
    void whatIsDueGoesOutOnce() {
        var notice = promise(Notice.Kind.APP_PASSWORD_MADE);

        assertThat(postman.round()).isEqualTo(1);
        assertThat(postman.round()).isZero();
        assertThat(wayOut.taken).containsExactly(notice);
    }

    @Test
    void aBurstIsOneMail() {
        for (int i = 0; i < 20; i++) {
            promise(Notice.Kind.APP_PASSWORD_MADE);
        }

        assertThat(postman.round()).isEqualTo(1);
        assertThat(wayOut.taken).hasSize(20);
    }

    @Test
    void whatCouldNotGoOutIsTriedAgainEverLater() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.closed = true;
        assertThat(postman.round()).isZero();

        wayOut.closed = false;
        clock.forward(Duration.ofSeconds(4));
        assertThat(postman.round()).isZero();
        clock.forward(Duration.ofSeconds(1));
        assertThat(postman.round()).isEqualTo(1);
    }

    @Test
    void aClosedWayOutIsAskedLessAndLessOften() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.closed = true;
        for (int second = 0; second < 3600; second++) {
            postman.round();
            clock.forward(Duration.ofSeconds(1));
        }

        assertThat(wayOut.asked).isBetween(8, 16);
    }

    @Test
    void aCodeThatIsNoLongerGoodIsNotSent() {
        promise(Notice.Kind.CONTACT_CODE);
        clock.forward(Duration.ofMinutes(10));

        assertThat(postman.round()).isZero();
        clock.forward(Duration.ofDays(1));
        assertThat(postman.round()).isZero();
        assertThat(wayOut.asked).isZero();
    }

    @Test
    void aCodeThatCannotGoOutIsKeptNowhere() {
        promise(Notice.Kind.CONTACT_CODE);
        wayOut.fate = new Delivery.Fate.Refused(NOBODY);
        postman.round();
        promise(Notice.Kind.CONTACT_CODE);
        clock.forward(Duration.ofMinutes(10));
        postman.round();

        assertThat(wayOut.asked).isEqualTo(1);
        assertThat(dead()).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodIsNotTriedAgainAndKept() {
        var notice = promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.fate = new Delivery.Fate.Refused(NOBODY);

        assertThat(postman.round()).isZero();
        clock.forward(Duration.ofHours(1));
        postman.round();
        assertThat(wayOut.asked).isEqualTo(1);
        assertThat(dead()).singleElement().satisfies(letter -> {
            assertThat(letter.envelope().notices()).containsExactly(notice);
            assertThat(letter.why()).isEqualTo(NOBODY);
        });
    }

    @Test
    void whatCannotGoOutForADayIsKeptAndNoLongerTried() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.closed = true;
        for (int minute = 0; minute <= 24 * 60; minute++) {
            postman.round();
            clock.forward(Duration.ofMinutes(1));
        }
        for (int minute = 0; minute < 15 && dead().isEmpty(); minute++) {
            postman.round();
            clock.forward(Duration.ofMinutes(1));
        }
        int asked = wayOut.asked;

        assertThat(dead()).extracting(DeadLetter::why).containsExactly("mail is unavailable: the way out is closed");
        clock.forward(Duration.ofHours(1));
        postman.round();
        assertThat(wayOut.asked).isEqualTo(asked);
    }

    @Test
    void oneThatIsRefusedHoldsUpNoOther() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.fate = new Delivery.Fate.Refused(NOBODY);
        postman.round();
        wayOut.fate = new Delivery.Fate.Sent();
        promise(Notice.Kind.METHOD_ADDED);

        assertThat(postman.round()).isEqualTo(1);
    }

    @Test
    void whatAnOperatorHasTriedAgainGoesOut() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.fate = new Delivery.Fate.Refused(NOBODY);
        postman.round();
        clock.forward(Duration.ofDays(2));
        wayOut.fate = new Delivery.Fate.Sent();
        var id = dead().getFirst().envelope().id();

        boolean retried = store.transact(books -> DeadLetters.in(books).retry(id, clock.instant()));
        assertThat(retried).isTrue();
        assertThat(postman.round()).isEqualTo(1);
        assertThat(dead()).isEmpty();
    }

    @Test
    void aDeadLetterIsForgottenAfterThirtyDays() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.fate = new Delivery.Fate.Refused(NOBODY);
        postman.round();
        clock.forward(Duration.ofDays(30));
        postman.round();
        assertThat(dead()).hasSize(1);

        clock.forward(Duration.ofHours(1));
        postman.round();
        assertThat(dead()).isEmpty();
    }

    @Test
    void whatIsPromisedWhileThePostmanWalksGoesOutByItself() {
        try (postman) {
            postman.start();
            promise(Notice.Kind.METHOD_REGISTERED);

            await().atMost(Duration.ofSeconds(10)).until(() -> wayOut.taken.size() == 1);
        }
    }

    private List<DeadLetter> dead() {
        return store.transact(books -> DeadLetters.in(books).oldest(10));
    }

    private Notice promise(Notice.Kind kind) {
        var notice = Notice.of(
                kind,
                new EmailAddress("eleni@home.example"),
                Locale.ENGLISH,
                Map.of("name", "Eleni", "label", "Kitchen iPad", "code", "482913", "minutes", "10"),
                clock.instant());
        return store.transact(books -> {
            Notices.in(books).add(notice);
            return notice;
        });
    }

    /// Takes messages while it is open.
    private static final class WayOut implements Delivery {
        private final List<Notice> taken = new CopyOnWriteArrayList<>();
        private boolean closed;
        private Fate fate = new Fate.Sent();
        private int asked;

        @Override
        public Fate deliver(Envelope envelope, MimeMessage message) {
            asked++;
            if (closed) {
                throw new Unavailable("mail", "the way out is closed");
            }
            taken.addAll(envelope.notices());
            return fate;
        }
    }
}
