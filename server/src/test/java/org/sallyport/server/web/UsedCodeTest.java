package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;

/// A code that is typed again after it was used: by its owner by mistake, or by somebody who has seen it.
class UsedCodeTest {
    private static final String BANNER = "A used code was typed again";

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
    void whoeverTypesItIsToldSoAtOnceAndLetInWithTheNext() {
        var anna = web.inside("anna", Account.Role.PERSON);
        var again = typedAgain(anna);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.page()).contains("This code was already used: each is good once.");
        web.speak(anna.account(), "el");
        assertThat(typedAgain(anna).page()).contains("Ο κωδικός αυτός έχει ήδη χρησιμοποιηθεί");
        assertThat(web.prove(anna).location()).isEqualTo("/account");
    }

    @Test
    void whoeverIsSignedInSeesForADayThatSomebodyTriedIt() {
        var bella = web.inside("bella", Account.Role.PERSON);
        assertThat(bella.browser().get("/account").page()).doesNotContain(BANNER);

        typedAgain(bella);

        assertThat(bella.browser().get("/account").page())
                .contains(BANNER, "from 127.0.0.1", "has seen a code of yours", "href=\"/account/password\"");
        web.speak(bella.account(), "el");
        assertThat(bella.browser().get("/account").page())
                .contains("Δόθηκε ξανά κωδικός που είχε χρησιμοποιηθεί")
                .doesNotContain("??");
        web.speak(bella.account(), "en");
        web.organisation.clock.forward(Duration.ofDays(1).plusSeconds(1));
        bella.browser().signIn("bella");
        web.prove(bella);
        assertThat(bella.browser().get("/account").page())
                .contains("App passwords")
                .doesNotContain(BANNER);
    }

    @Test
    void itStandsThereAfterALaterSignInAndInTheActivity() {
        var carla = web.inside("carla", Account.Role.PERSON);
        typedAgain(carla);
        web.nextCode();
        var later = web.browser();
        later.signIn("carla");
        later.open("/second-factor/authenticator-app", "code", web.organisation.codeFor(carla.key()));

        assertThat(later.get("/account").page()).contains(BANNER);
        assertThat(later.get("/account/activity").page()).contains("a code was typed that had been used already");
    }

    @Test
    void aWrongCodeAndSomebodyElsesAreNoUsedOnes() {
        var dora = web.inside("dora", Account.Role.PERSON);
        var elsa = web.inside("elsa", Account.Role.PERSON);
        typedAgain(elsa);
        var browser = web.browser();
        browser.signIn("dora");
        browser.open("/second-factor/authenticator-app", "code", "abcdef");

        assertThat(dora.browser().get("/account").page()).doesNotContain(BANNER);
    }

    /// By somebody who has the account password, in a browser of their own, within the half minute of the code.
    private static Browser.Answer typedAgain(Guest guest) {
        var browser = web.browser();
        browser.signIn(guest.name());
        return browser.open("/second-factor/authenticator-app", "code", web.organisation.codeFor(guest.key()));
    }
}
