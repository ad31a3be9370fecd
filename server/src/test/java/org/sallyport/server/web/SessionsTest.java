package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.EventfulStore;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.BrowserSessions;

class SessionsTest {
    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void aSessionSurvivesARestart() {
        try (var other = RunningWeb.start()) {
            var guest = other.inside("survivor", Account.Role.PERSON);
            var cookie = guest.browser().cookie("sallyport-session").orElseThrow();
            other.restart();

            var browser = other.browser().plant("sallyport-session", cookie);

            assertThat(browser.get("/account").status()).isEqualTo(200);
        }
    }

    @Test
    void itEndsAfterHalfAnHourWithoutARequest() {
        var guest = web.inside("idle", Account.Role.PERSON);
        pass(Duration.ofMinutes(29));
        assertThat(guest.browser().get("/account").status()).isEqualTo(200);
        pass(Duration.ofMinutes(30));

        assertThat(guest.browser().get("/account").location()).isEqualTo("/sign-in");
    }

    @Test
    void itEndsAfterTwelveHoursHoweverBusyItIs() {
        var guest = web.inside("busy", Account.Role.PERSON);
        for (int i = 0; i < 12 * 60 / 20 - 1; i++) {
            pass(Duration.ofMinutes(20));
            assertThat(guest.browser().get("/account").status()).isEqualTo(200);
        }
        pass(Duration.ofMinutes(21));

        assertThat(guest.browser().get("/account").location()).isEqualTo("/sign-in");
    }

    @Test
    void aDisabledAccountIsOutWithItsNextRequest() {
        var guest = web.inside("leaver", Account.Role.PERSON);
        web.organisation.accounts.disable(guest.id(), new Actor.Operator());

        assertThat(guest.browser().get("/account").location()).isEqualTo("/sign-in");
        web.organisation.accounts.enable(guest.id(), new Actor.Operator());
        assertThat(guest.browser().get("/account").location()).isEqualTo("/sign-in");
    }

    @Test
    void aSignInUnderWayWithTheEarlierPasswordEndsWithItsChange() {
        var store = new EventfulStore();
        try (var other = RunningWeb.over(store)) {
            var nikos = other.organisation.add("nikos", Account.Role.PERSON, Optional.empty());
            var browser = other.browser();
            other.organisation.clock.forward(Duration.ofSeconds(1));
            store.behind(
                    () -> other.organisation.passwords.set(
                            nikos, Secret.of("pines grow slowly there"), new Actor.Operator()),
                    Requirements.class,
                    AuditLog.class);

            assertThat(browser.signIn("nikos").location()).isEqualTo("/account");

            assertThat(browser.get("/account").location()).isEqualTo("/sign-in");
        }
    }

    @Test
    void theStoreKnowsNeitherTheCookieNorWhatIsRemembered() {
        var guest = web.inside("sealed", Account.Role.PERSON);
        var cookie = guest.browser().cookie("sallyport-session").orElseThrow();
        var key = web.organisation.keyset.digest(Purpose.SESSION, cookie.getBytes(StandardCharsets.US_ASCII));

        var kept = web.organisation
                .store
                .transact(books -> BrowserSessions.in(books).find(key))
                .orElseThrow();

        assertThat(kept.account()).contains(guest.id());
        assertThat(new String(kept.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain(guest.id().toString())
                .doesNotContain("password-at");
    }

    @Test
    void theLanguageOfAnAccountIsTheOneItsOwnerChose() {
        var guest = web.notRequired("polyglot", Account.Role.PERSON);
        assertThat(guest.browser().get("/account").page()).contains("<html lang=\"en\"");

        guest.browser().post("/language", "language", "el", "here", "/account");

        assertThat(guest.browser().get("/account").page()).contains("<html lang=\"el\"");
        var account = web.organisation.store.transact(
                books -> org.sallyport.core.account.Accounts.in(books).find(guest.id()));
        assertThat(account.orElseThrow().profile().language()).isEqualTo(Locale.of("el"));
    }

    @Test
    void aStrangersLanguageIsTheOneChosenElseTheBrowsersElseEnglish() {
        var greek = web.browser().with("Accept-Language", "de, el-GR;q=0.8, en;q=0.5");

        assertThat(greek.get("/sign-in").page()).contains("<html lang=\"el\"");
        greek.post("/language", "language", "en", "here", "/sign-in");
        assertThat(greek.get("/sign-in").page()).contains("<html lang=\"en\"");
        assertThat(web.browser().get("/sign-in").page()).contains("<html lang=\"en\"");
        assertThat(web.browser()
                        .with("Accept-Language", ";;;q=x")
                        .get("/sign-in")
                        .page())
                .contains("<html lang=\"en\"");
    }

    private static void pass(Duration time) {
        web.organisation.clock.set(web.organisation.clock.instant().plus(time));
    }
}
