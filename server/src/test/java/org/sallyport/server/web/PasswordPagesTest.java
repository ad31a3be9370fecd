package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.fixture.Organisation;

class PasswordPagesTest {
    private static final String PATH = "/account/password";
    private static final String NEW = "pines grow slowly there";

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
    void whoeverTypesThePresentPasswordGetsTheNewOneAndStaysSignedIn() {
        var anna = web.inside("anna", Account.Role.PERSON);

        var answer = send(anna, Organisation.PASSWORD, NEW, "keep");

        assertThat(answer.location()).isEqualTo("/account?done=password");
        assertThat(anna.browser().get("/account?done=password").page()).contains("Your password is changed.");
        var browser = web.browser();
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "name", "anna", "password", NEW).location())
                .isEqualTo("/second-factor");
    }

    @Test
    void everyOtherBrowserIsSignedOutAndTheCookieOfThisOneIsNew() {
        var bella = web.inside("bella", Account.Role.PERSON);
        var before = bella.browser().thief();
        var other = web.browser();
        other.signIn("bella");
        assertThat(other.get("/second-factor/authenticator-app").status()).isEqualTo(200);

        send(bella, Organisation.PASSWORD, NEW, "keep");

        assertThat(before.get("/account").location()).isEqualTo("/sign-in");
        assertThat(other.get("/second-factor/authenticator-app").location()).isEqualTo("/sign-in");
        assertThat(bella.browser().get("/account").status()).isEqualTo(200);
    }

    @Test
    void anOldSecondFactorIsAskedForAgain() {
        var carla = web.inside("carla", Account.Role.PERSON);
        carla.browser().get(PATH);
        web.organisation.clock.forward(Duration.ofMinutes(5));

        assertThat(carla.browser().get(PATH).location()).isEqualTo("/second-factor?next=" + PATH);
        assertThat(carla.browser()
                        .post(PATH, "present", Organisation.PASSWORD, "password", NEW, "again", NEW)
                        .location())
                .isEqualTo("/second-factor?next=" + PATH);
        web.nextCode();
        carla.browser().get("/second-factor/authenticator-app?next=" + PATH);
        var proved = carla.browser()
                .post("/second-factor/authenticator-app", "code", web.organisation.codeFor(carla.key()), "next", PATH);
        assertThat(proved.location()).isEqualTo(PATH);
    }

    @Test
    void whatIsWrongIsSaidWithItsReason() {
        var dora = web.inside("dora", Account.Role.PERSON);

        assertThat(send(dora, "", NEW, "keep").page()).contains("Type your present password.");
        assertThat(send(dora, "not the present one", NEW, "keep").page())
                .contains("This is not your present password.");
        assertThat(send(dora, Organisation.PASSWORD, "short", "keep").page()).contains("at least 15 characters");
        assertThat(send(dora, Organisation.PASSWORD, Organisation.PASSWORD, "keep")
                        .page())
                .contains("This is your present password.");
        dora.browser().get(PATH);
        var differ = dora.browser().post(PATH, "present", Organisation.PASSWORD, "password", NEW, "again", NEW + "!");
        assertThat(differ.status()).isEqualTo(422);
        assertThat(differ.page())
                .contains("The two passwords are not the same.")
                .doesNotContain(NEW);
    }

    @Test
    void whatWouldStopIsListedAndSleepsUntilItIsWoken() {
        var elsa = web.inside("elsa", Account.Role.PERSON);
        var made = web.organisation.issue(elsa.account(), Scope.mail()).made();
        assertThat(elsa.browser().get(PATH).page()).contains("Kitchen iPad", "value=\"keep\" checked");

        send(elsa, Organisation.PASSWORD, NEW, "sleep");

        var wake = "/app-passwords/" + made.id() + "/wake";
        assertThat(elsa.browser().get("/account").page()).contains("Asleep", wake);
        assertThat(elsa.browser().get(PATH).page()).doesNotContain("Kitchen iPad");
        assertThat(elsa.browser().open(wake).location()).isEqualTo("/account?done=woken");
        assertThat(elsa.browser().get("/account").page()).doesNotContain("Asleep");
        assertThat(elsa.browser().get(wake).location()).isEqualTo("/account");
    }

    @Test
    void wakingNeedsAFreshSecondFactor() {
        var fay = web.inside("fay", Account.Role.PERSON);
        var made = web.organisation.issue(fay.account(), Scope.mail()).made();
        send(fay, Organisation.PASSWORD, NEW, "sleep");
        web.organisation.clock.forward(Duration.ofMinutes(5));
        var wake = "/app-passwords/" + made.id() + "/wake";
        fay.browser().get("/account");

        assertThat(fay.browser().get(wake).location()).isEqualTo("/second-factor?next=" + wake);
        assertThat(fay.browser().post(wake).location()).isEqualTo("/second-factor?next=" + wake);
        assertThat(fay.browser().get("/account").page()).contains("Asleep");
    }

    @Test
    void whoNeedsNoSecondFactorNeedsThePresentPasswordOnly() {
        var gina = web.notRequired("gina", Account.Role.PERSON);

        assertThat(send(gina, "not the present one", NEW, "").status()).isEqualTo(422);
        assertThat(send(gina, Organisation.PASSWORD, NEW, "").location()).isEqualTo("/account?done=password");
    }

    @Test
    void whatNobodyOffersIsWhatIsUsual() {
        var hera = web.inside("hera", Account.Role.PERSON);
        web.organisation.issue(hera.account(), Scope.mail());

        send(hera, Organisation.PASSWORD, NEW, "explode");

        assertThat(web.organisation.appPasswords.of(hera.id()))
                .singleElement()
                .satisfies(kept -> assertThat(kept.lifetime().isAsleep()).isFalse());
    }

    private static Browser.Answer send(Guest guest, String present, String password, String then) {
        return guest.browser().open(PATH, "present", present, "password", password, "again", password, "then", then);
    }
}
