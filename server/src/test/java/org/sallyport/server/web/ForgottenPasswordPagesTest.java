package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.OnboardingCodes;

class ForgottenPasswordPagesTest {
    private static final String PATH = "/forgot-password";
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
    void theSignInPageLeadsThere() {
        assertThat(web.browser().get("/sign-in").page()).contains("href=\"" + PATH + "\"");
    }

    @Test
    void theCodeOfTheAppSetsANewPasswordAndEndsEverySession() {
        var anna = web.inside("anna", Account.Role.PERSON);
        web.nextCode();

        var answer = send("anna", web.organisation.codeFor(anna.key()), NEW);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page()).contains("Your new password is set");
        assertThat(anna.browser().get("/account").location()).isEqualTo("/sign-in");
        var browser = web.browser();
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "name", "anna", "password", NEW).location())
                .isEqualTo("/second-factor");
    }

    @Test
    void anOnboardingCodeFromAnAdminSetsANewPassword() {
        var bella = web.halfway("bella", Account.Role.PERSON);
        var code = web.organisation
                .onboardingCodes
                .make(bella.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(send("bella", code, NEW).page()).contains("Your new password is set");
    }

    @Test
    void T51_theAnswerIsTheSameWhoeverTheNameIs() {
        var olive = web.organisation;
        olive.enforced("carla");
        olive.add("dora", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(olive.add("elsa", Account.Role.PERSON, Optional.empty()));
        var fay = olive.enforced("fay");
        olive.accounts.disable(fay.id(), new Actor.Operator());

        var pages = new HashSet<String>();
        for (var name : List.of("nobody", "carla", "dora", "elsa", "fay")) {
            var answer = send(name, "123456", NEW);
            assertThat(answer.status()).isEqualTo(422);
            pages.add(answer.page()
                    .replace("value=\"" + name + "\"", "NAME")
                    .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "TOKEN"));
        }

        assertThat(pages)
                .singleElement()
                .asString()
                .contains("This does not fit together.")
                .doesNotContain(NEW);
    }

    @Test
    void whatIsMissingOrWeakIsSaidBeforeACodeIsUsedUp() {
        var gina = web.halfway("gina", Account.Role.PERSON);
        web.nextCode();
        var code = web.organisation.codeFor(gina.key());

        assertThat(send("", code, NEW).page()).contains("Type your user name.");
        assertThat(send("gina", "", NEW).page()).contains("Type the code.");
        assertThat(send("gina", code, "short").page()).contains("at least 15 characters");
        assertThat(send("gina", code, NEW).page()).contains("Your new password is set");
    }

    @Test
    void theSecondFactorIsStillAskedForAfterwards() {
        var hera = web.halfway("hera", Account.Role.PERSON);
        web.nextCode();
        send("hera", web.organisation.codeFor(hera.key()), NEW);
        var browser = web.browser();
        browser.get("/sign-in");
        browser.post("/sign-in", "name", "hera", "password", NEW);

        assertThat(browser.get("/account").location()).isEqualTo("/second-factor");
    }

    private static Browser.Answer send(String name, String code, String password) {
        return web.browser().open(PATH, "name", name, "code", code, "password", password, "again", password);
    }
}
