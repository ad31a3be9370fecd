package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.session.BrowserSessions;
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

    /// A store that is gone behind the first transaction, once it is armed, that touches all of these books.
    private static final class GoneBehind implements Store {
        private final Store store = new MemoryStore(Fixtures.keyset());
        private final Set<Class<?>> books;
        private final AtomicBoolean armed = new AtomicBoolean();
        private final AtomicBoolean gone = new AtomicBoolean();

        GoneBehind(Class<?>... books) {
            this.books = Set.of(books);
        }

        @Override
        public <R> R transact(Function<Books, R> work) {
            if (gone.get()) {
                throw new Unavailable("store", "taken away by a test");
            }
            var asked = new HashSet<Class<?>>();
            var result = store.transact(all -> work.apply(new Books() {
                @Override
                public <B> B book(Class<B> kind) {
                    asked.add(kind);
                    return all.book(kind);
                }
            }));
            gone.set(armed.get() && asked.containsAll(books));
            return result;
        }

        /// When so much time has passed that the session's last use would be noted too.
        void arm(RunningWeb web) {
            web.organisation.clock.forward(Duration.ofMinutes(2));
            armed.set(true);
        }
    }

    private static final String SHOWN = "(?:<span>[a-z]{6}</span>){4}";

    @Test
    void anAppPasswordIsShownWhateverIsLostBehindItsIssue() {
        var store = new GoneBehind(AppPasswordBook.class, Notices.class);
        try (var web = RunningWeb.over(store)) {
            var guest = web.inside("anna", Account.Role.PERSON);
            guest.browser().get("/app-passwords/new");
            store.arm(web);

            var answer = makeOne(guest);

            assertThat(store.gone).isTrue();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.page()).containsPattern(SHOWN);
        }
    }

    @Test
    void whoeverSignsOutEverywhereIsStillSignedInWhereTheOthersAre() {
        var store = new Refusing(BrowserSessions.class, AuditLog.class);
        try (var web = RunningWeb.over(store)) {
            var guest = web.inside("anna", Account.Role.PERSON);
            guest.browser().get("/account/methods");
            store.refusing.set(true);
            assertThat(guest.browser()
                            .post("/account/methods/sign-out-everywhere")
                            .status())
                    .isEqualTo(503);
            store.refusing.set(false);

            assertThat(guest.browser().get("/account").status()).isEqualTo(200);
        }
    }

    @Test
    void theSameHoldsRightBehindAPageThatShowedOne() {
        var store = new GoneBehind(AppPasswordBook.class, Notices.class);
        try (var web = RunningWeb.over(store)) {
            var guest = web.inside("anna", Account.Role.PERSON);
            var other = guest.browser().thief();
            guest.browser().get("/app-passwords/new");
            other.get("/app-passwords/new");
            makeOne(new Guest(guest.account(), guest.key(), other));
            store.arm(web);

            assertThat(makeOne(guest).page()).containsPattern(SHOWN);
        }
    }

    @Test
    void theFirstAppPasswordIsShownWhateverIsLostBehindIt() {
        var store = new GoneBehind(AppPasswordBook.class, Notices.class);
        try (var web = RunningWeb.over(store)) {
            var guest = web.toBeSetUp("anna");
            var browser = guest.browser();
            browser.open("/set-up");
            browser.open("/set-up/method");
            var key = ManualKey.on(browser.get("/set-up/authenticator-app").page());
            browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
            browser.post("/set-up/verify", "code", web.contactCode(browser));
            browser.get("/set-up/next");
            store.arm(web);

            var answer = browser.post("/set-up/next");

            assertThat(store.gone).isTrue();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.page()).containsPattern(SHOWN);
        }
    }

    @Test
    void anOnboardingCodeIsShownWhateverIsLostBehindIt() {
        var store = new GoneBehind(Challenges.class, AuditLog.class);
        try (var web = RunningWeb.over(store)) {
            var admin = web.inside("maria", Account.Role.ADMIN).browser();
            var page = "/admin/people/" + web.toBeSetUp("newcomer").id();
            admin.get(page);
            store.arm(web);

            var answer = admin.post(page + "/onboarding-code");

            assertThat(store.gone).isTrue();
            assertThat(answer.page()).containsPattern("<span>[A-Z2-7]{4}</span>");
        }
    }

    @Test
    void aFormWhoseAppPasswordCouldNotBeIssuedMayBeSentAgain() {
        var store = new Refusing(AppPasswordBook.class, Notices.class);
        try (var web = RunningWeb.over(store)) {
            var guest = web.inside("anna", Account.Role.PERSON);
            guest.browser().get("/app-passwords/new");
            store.refusing.set(true);
            assertThat(makeOne(guest).status()).isEqualTo(503);
            store.refusing.set(false);

            assertThat(makeOne(guest).page()).containsPattern(SHOWN);
        }
    }

    /// A store that takes no transaction that touches all of these books.
    private static final class Refusing implements Store {
        private final Store store = new MemoryStore(Fixtures.keyset());
        private final Set<Class<?>> books;
        private final AtomicBoolean refusing = new AtomicBoolean();

        Refusing(Class<?>... books) {
            this.books = Set.of(books);
        }

        @Override
        public <R> R transact(Function<Books, R> work) {
            var asked = new HashSet<Class<?>>();
            return store.transact(all -> {
                var result = work.apply(new Books() {
                    @Override
                    public <B> B book(Class<B> kind) {
                        asked.add(kind);
                        return all.book(kind);
                    }
                });
                if (refusing.get() && asked.containsAll(books)) {
                    throw new Unavailable("store", "refused by a test");
                }
                return result;
            });
        }
    }

    private static Browser.Answer makeOne(Guest guest) {
        var browser = guest.browser();
        return browser.post("/app-passwords/new", "label", "iPad", "protocols", "imap", "mark", browser.mark());
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
