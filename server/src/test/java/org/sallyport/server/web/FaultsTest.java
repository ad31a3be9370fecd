package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.server.web.frame.ErrorPages;
import org.slf4j.LoggerFactory;

class FaultsTest {
    /// A store that can be taken away.
    private static final class Fickle implements Store {
        private final Store store = new MemoryStore(Fixtures.keyset());
        private final AtomicBoolean away = new AtomicBoolean();

        @Override
        public <R> R transact(Function<Books, R> work) {
            if (away.get()) {
                throw new Unavailable("store", "taken away by a test");
            }
            return store.transact(work);
        }
    }

    @Test
    void aStoreThatIsAwayIsNeverAWrongPassword() {
        var store = new Fickle();
        try (var web = RunningWeb.over(store)) {
            web.notRequired("nikos", Account.Role.PERSON);
            var stranger = web.browser();
            stranger.get("/sign-in");
            store.away.set(true);

            var answer = stranger.post("/sign-in", "name", "nikos", "password", "olives grow slowly here");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("30");
            assertThat(answer.page())
                    .contains("it does not mean that your password is wrong")
                    .containsPattern("id=\"incident\"[^>]*>[A-Z2-7]{4}-[A-Z2-7]{4}<")
                    .doesNotContain("taken away by a test")
                    .doesNotContain("java.");
        }
    }

    @Test
    void theNumberOnThePageFindsTheLineInTheLog() {
        var store = new Fickle();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(ErrorPages.class);
        log.addAppender(lines);
        try (var web = RunningWeb.over(store)) {
            var stranger = web.browser();
            stranger.get("/sign-in");
            store.away.set(true);

            var page = stranger.post("/sign-in", "name", "nikos", "password", "olives grow slowly here")
                    .page();

            assertThat(lines.list).singleElement().satisfies(line -> {
                assertThat(line.getFormattedMessage()).isEqualTo("page.failed");
                assertThat(fields(line)).containsEntry("status", 503).containsEntry("area", "/sign-in");
                assertThat(page)
                        .contains(String.valueOf(fields(line).get("incident")).replaceFirst("(?<=^.{4})", "-"));
            });
        } finally {
            log.detachAppender(lines);
        }
    }

    private static Map<String, Object> fields(ILoggingEvent line) {
        return line.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    @Test
    void whoeverIsSignedInSeesTheSamePageAndGoesOnAfterwards() {
        var store = new Fickle();
        try (var web = RunningWeb.over(store)) {
            var guest = web.notRequired("nikos", Account.Role.PERSON);
            guest.browser().with("Accept-Language", "el");
            store.away.set(true);

            var answer = guest.browser().get("/account");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.page()).contains("αυτό δεν σημαίνει ότι ο κωδικός πρόσβασής σας είναι λανθασμένος");
            store.away.set(false);
            assertThat(guest.browser().get("/account").status()).isEqualTo(200);
        }
    }

    /// A store whose audit log can be read no more once an app password has been issued.
    private static final class LogLost implements Store {
        private final Store store = new MemoryStore(Fixtures.keyset());
        private final AtomicBoolean issued = new AtomicBoolean();

        @Override
        public <R> R transact(Function<Books, R> work) {
            var asked = new ArrayList<Class<?>>();
            var result = store.transact(books -> work.apply(new Books() {
                @Override
                public <B> B book(Class<B> kind) {
                    asked.add(kind);
                    if (issued.get() && asked.getFirst() == AuditLog.class) {
                        throw new Unavailable("store", "taken away by a test");
                    }
                    return books.book(kind);
                }
            }));
            issued.compareAndSet(false, asked.contains(AppPasswordBook.class) && asked.contains(Notices.class));
            return result;
        }
    }

    @Test
    void whatWasIssuedIsShownWhateverIsLostBehindIt() {
        try (var web = RunningWeb.over(new LogLost())) {
            var guest = web.inside("anna", Account.Role.PERSON);
            guest.browser().get("/app-passwords/new");
            var mark = guest.browser().mark();
            var answer = guest.browser().post("/app-passwords/new", "label", "iPad", "protocols", "imap", "mark", mark);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.page()).containsPattern("(?:<span>[a-z]{6}</span>){4}");
        }
    }

    @Test
    void everyRefusalLooksLikeTheOtherPages() {
        try (var web = RunningWeb.start()) {
            var stranger = web.browser();
            assertThat(stranger.get("/nothing").page())
                    .contains("There is nothing here")
                    .contains("class=\"brand\"");
            assertThat(stranger.get("/nothing").status()).isEqualTo(404);
            var free = web.notRequired("nikos", Account.Role.PERSON).browser();
            assertThat(free.get("/app-passwords/new").page()).contains("Not needed for your account");
            assertThat(free.get("/admin").page()).contains("For administrators");
            assertThat(stranger.postRaw("/sign-in", "text/plain", "").page()).contains("This form is no longer valid");
            assertThat(stranger.get("/first-admin?token=a&token=b").status()).isLessThan(500);
        }
    }
}
