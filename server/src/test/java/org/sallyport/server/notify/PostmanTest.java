package org.sallyport.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class PostmanTest {
    private final SettableClock clock = SettableClock.atNow();
    private final Store store = new MemoryStore(Fixtures.keyset());
    private final WayOut wayOut = new WayOut();
    private final Postman postman = new Postman(
            store,
            new MailComposer(new MailSettings(
                    new EmailAddress("no-reply@olive.example"),
                    "Olive & Pine",
                    URI.create("https://mfa.olive.example"))),
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
    void whatIsRefusedForGoodIsNotTriedAgain() {
        promise(Notice.Kind.APP_PASSWORD_MADE);
        wayOut.fate = Delivery.Fate.REFUSED;

        assertThat(postman.round()).isZero();
        clock.forward(Duration.ofHours(1));
        postman.round();
        assertThat(wayOut.asked).isEqualTo(1);
    }

    @Test
    void whatIsPromisedWhileThePostmanWalksGoesOutByItself() {
        try (postman) {
            postman.start();
            promise(Notice.Kind.METHOD_REGISTERED);

            await().atMost(Duration.ofSeconds(10)).until(() -> wayOut.taken.size() == 1);
        }
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
        private Fate fate = Fate.SENT;
        private int asked;

        @Override
        public Fate deliver(Notice notice, MimeMessage message) {
            asked++;
            if (closed) {
                throw new Unavailable("mail", "the way out is closed");
            }
            taken.add(notice);
            return fate;
        }
    }
}
