package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.staff.AdminsNeed;

/// What staff have to prove for the administration to open.
class AdminsNeedTest {
    private static final String BY_PASSKEY = "/second-factor/passkey?next=/admin";

    private final RunningWeb web = RunningWeb.start();

    @BeforeEach
    void askForAPasskey() {
        web.adminsNeed(AdminsNeed.PASSKEY);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void aCodeOfAnAppDoesNotOpenItToWhoeverHasAPasskey() {
        var key = new SoftAuthenticator();
        var maria = web.inside("maria", Role.ADMIN);
        maria.register(key);

        assertThat(maria.browser().get("/admin").location()).isEqualTo(BY_PASSKEY);
        assertThat(confirm(maria.browser(), key).location()).isEqualTo("/admin");
        assertThat(maria.browser().get("/admin").status()).isEqualTo(200);
    }

    @Test
    void afterAnHourItIsAskedForAgainAndACodeDoesNotDo() {
        var key = new SoftAuthenticator();
        var maria = web.inside("maria", Role.ADMIN);
        maria.register(key);
        assertThat(confirm(maria.browser(), key).location()).isEqualTo("/admin");
        for (int i = 0; i < 3; i++) {
            web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(25)));
            maria.browser().get("/account");
        }
        assertThat(maria.browser().get("/admin").location()).isEqualTo(BY_PASSKEY);

        web.prove(maria);

        assertThat(maria.browser().get("/admin").location()).isEqualTo(BY_PASSKEY);
    }

    @Test
    void aCodeThatIsProvedLaterTakesNothingFromThePasskey() {
        var key = new SoftAuthenticator();
        var maria = web.inside("maria", Role.ADMIN);
        maria.register(key);
        assertThat(confirm(maria.browser(), key).location()).isEqualTo("/admin");

        web.prove(maria);

        assertThat(maria.browser().get("/admin").status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            web.organisation.clock.forward(Duration.ofMinutes(25));
            web.prove(maria);
        }
        assertThat(maria.browser().get("/admin").location()).isEqualTo(BY_PASSKEY);
    }

    @Test
    void T07_noCodeIsFreshForWhatStaffDoWhereAPasskeyOpensTheAdministration() {
        var key = new SoftAuthenticator();
        var maria = web.inside("maria", Role.ADMIN);
        var nikos = web.organisation.add("nikos", Role.PERSON, Optional.empty());
        maria.register(key);
        confirm(maria.browser(), key);
        web.organisation.clock.forward(Duration.ofMinutes(6));
        web.prove(maria);
        var person = "/admin/people/" + nikos.id() + "/disable";

        assertThat(maria.browser().get(person).location()).isEqualTo("/second-factor/passkey?next=" + person);
        assertThat(maria.browser().get("/admin/tokens/new").location())
                .isEqualTo("/second-factor/passkey?next=/admin/tokens/new");

        confirm(maria.browser(), key);

        assertThat(maria.browser().get(person).status()).isEqualTo(200);
        assertThat(maria.browser().get("/admin/tokens/new").status()).isEqualTo(200);
    }

    @Test
    void whoeverCameByAPasskeyAloneHasProvedIt() {
        var key = new SoftAuthenticator();
        web.inside("maria", Role.ADMIN).register(key);
        web.nextCode();
        var browser = web.browser();
        var page = browser.get("/sign-in").page();
        var answer = key.get(PasskeysTest.raw(page), "http://localhost");
        browser.post("/sign-in/passkey", "ticket", PasskeysTest.ticket(page), "answer", answer);

        assertThat(browser.get("/admin").status()).isEqualTo(200);
    }

    @Test
    void whoeverHasNoPasskeyIsToldToAddOne() {
        var answer = web.inside("maria", Role.HELP_DESK).browser().get("/admin");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.page()).contains("href=\"/account/methods/new\"", "Add a passkey");
    }

    @Test
    void aPersonIsToldThatItIsNotForThem() {
        assertThat(web.inside("nikos", Role.PERSON).browser().get("/admin").page())
                .contains("For administrators")
                .doesNotContain("Add a passkey");
    }

    @Test
    void T28_ofStaffASecondFactorIsRequiredThoughNothingWasDecided() {
        assertThat(web.notRequired("maria", Role.OWNER).browser().get("/admin").location())
                .isEqualTo("/set-up");
    }

    @Test
    void aCodeDoesWhereAnySecondFactorDoesAndMfaIsRequiredAllTheSame() {
        web.adminsNeed(AdminsNeed.SECOND_FACTOR);

        assertThat(web.inside("maria", Role.ADMIN).browser().get("/admin").status())
                .isEqualTo(200);
        assertThat(web.notRequired("eleni", Role.ADMIN).browser().get("/admin").location())
                .isEqualTo("/set-up");
    }

    @Test
    void theFirstAdminIsAskedToSetUpASecondFactor() {
        try (var token = web.firstAdmin.open().orElseThrow()) {
            var browser = web.browser();
            browser.get("/first-admin?token=" + token.reveal());
            browser.post(
                    "/first-admin",
                    "token",
                    token.reveal(),
                    "name",
                    "first",
                    "displayName",
                    "First",
                    "mail",
                    "first@pine.example",
                    "password",
                    "olives grow slowly here",
                    "again",
                    "olives grow slowly here");
            browser.signIn("first");

            assertThat(browser.get("/admin").location()).isEqualTo("/set-up");
        }
    }

    private Browser.Answer confirm(Browser browser, SoftAuthenticator key) {
        web.nextCode();
        var page = browser.get(BY_PASSKEY).page();
        var answer = key.get(PasskeysTest.raw(page), "http://localhost");
        return browser.post(
                "/second-factor/passkey", "ticket", PasskeysTest.ticket(page), "answer", answer, "next", "/admin");
    }
}
