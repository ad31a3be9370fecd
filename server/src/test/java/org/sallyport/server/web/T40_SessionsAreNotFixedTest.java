package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;

class T40_SessionsAreNotFixedTest {
    private static final String SESSION = "sallyport-session";
    private static final String PLANTED = "A".repeat(43);

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
    void aPlantedCookieIsNeverASession() {
        web.notRequired("planted", Account.Role.PERSON);
        var victim = web.browser().plant(SESSION, PLANTED);
        victim.signIn("planted");

        assertThat(victim.cookie(SESSION)).isPresent().get().isNotEqualTo(PLANTED);
        assertThat(web.browser().plant(SESSION, PLANTED).get("/account").location())
                .isEqualTo("/sign-in");
    }

    @Test
    void whoeverOnlyLooksAtTheSignInPageHasNoSession() {
        var browser = web.browser();
        browser.get("/sign-in");

        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void theSecondFactorChangesTheCookieAndTheOldOneIsDead() {
        var guest = web.halfway("changing", Account.Role.PERSON);
        var before = guest.browser().cookie(SESSION).orElseThrow();
        web.prove(guest);

        assertThat(guest.browser().cookie(SESSION)).isPresent().get().isNotEqualTo(before);
        assertThat(web.browser().plant(SESSION, before).get("/account").location())
                .isEqualTo("/sign-in");
    }

    @Test
    void signingInEndsTheSessionThatWasThere() {
        var guest = web.notRequired("twice", Account.Role.PERSON);
        var before = guest.browser().cookie(SESSION).orElseThrow();
        web.notRequired("other", Account.Role.PERSON);
        guest.browser().get("/account");
        guest.browser().post("/sign-out");
        guest.browser().signIn("other");

        assertThat(web.browser().plant(SESSION, before).get("/account").location())
                .isEqualTo("/sign-in");
    }

    /// Login CSRF: a form made for the attacker's browser signs nobody in elsewhere.
    @Test
    void theSignInFormOfAnotherBrowserIsRefused() {
        web.notRequired("attacker", Account.Role.PERSON);
        var attacker = web.browser();
        attacker.get("/sign-in");
        var victim = web.browser();
        victim.get("/sign-in");

        var answer = victim.postRaw(
                "/sign-in",
                "application/x-www-form-urlencoded",
                "_csrf=" + attacker.token() + "&name=attacker&password=olives+grow+slowly+here");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(victim.cookie(SESSION)).isEmpty();
    }
}
