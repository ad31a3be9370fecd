package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.api.WantedToken;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.fixture.Organisation;

class NotMePagesTest {
    private static final String PATH = "/account/not-me";

    private RunningWeb web;

    @BeforeEach
    void start() {
        web = RunningWeb.start();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void whoeverComesFromAMailSignsInAndProvesTheSecondStepFirst() {
        var guest = web.inside("anna", Account.Role.PERSON);
        var browser = web.browser();

        assertThat(browser.get(PATH).location()).isEqualTo("/sign-in?next=" + PATH);
        browser.get("/sign-in?next=" + PATH);
        var signedIn = browser.post("/sign-in", "name", "anna", "password", Organisation.PASSWORD, "next", PATH);
        assertThat(signedIn.location()).isEqualTo("/second-factor?next=" + PATH);
        web.nextCode();
        browser.get("/second-factor/authenticator-app?next=" + PATH);
        var proved = browser.post(
                "/second-factor/authenticator-app", "code", web.organisation.codeFor(guest.key()), "next", PATH);

        assertThat(proved.location()).isEqualTo(PATH);
        assertThat(browser.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void openingItChangesNothingAndLeadsToWhateverTakesAnAccountBack() {
        var guest = web.inside("anna", Account.Role.PERSON);
        web.organisation.issue(guest.account(), Scope.mail());
        long before = web.auditEntries();

        var page = guest.browser().get(PATH).page();

        assertThat(page)
                .contains("href=\"/account/password\"")
                .contains("href=\"/account/methods\"")
                .contains("href=\"/app-passwords/revoke-all\"")
                .contains("action=\"/account/methods/sign-out-everywhere\"")
                .contains("href=\"/account/activity\"");
        assertThat(web.auditEntries()).isEqualTo(before);
        assertThat(web.organisation.appPasswords.of(guest.id())).hasSize(1);
    }

    @Test
    void afterFiveMinutesItAsksForTheSecondStepAnew() {
        var guest = web.inside("anna", Account.Role.PERSON);
        web.organisation.clock.forward(Duration.ofMinutes(5));

        assertThat(guest.browser().get(PATH).location()).isEqualTo("/second-factor?next=" + PATH);
    }

    @Test
    void fromItEverySessionEnds() {
        var guest = web.inside("anna", Account.Role.PERSON);
        var thief = guest.browser().thief();
        guest.browser().get(PATH);

        assertThat(guest.browser().post("/account/methods/sign-out-everywhere").location())
                .isEqualTo("/sign-in?left=1");
        assertThat(thief.get("/account").location()).isEqualTo("/sign-in");
    }

    @Test
    void whoeverNeedsNoSecondStepIsOfferedWhatTheyHave() {
        var guest = web.notRequired("free", Account.Role.PERSON);
        var other = web.browser();
        other.signIn("free");

        var page = guest.browser().get(PATH).page();
        assertThat(page)
                .contains("href=\"/account/password\"")
                .doesNotContain("/account/methods")
                .doesNotContain("/app-passwords/revoke-all");
        assertThat(guest.browser().post("/account/browsers/sign-out-others").status())
                .isEqualTo(303);
        assertThat(other.get("/account").location()).isEqualTo("/sign-in");
    }

    @Test
    void fromItPersonalTokensEndAndClientsStay() {
        var guest = web.inside("maria", Account.Role.OWNER);
        var desk = web.bean(TokenDesk.class);
        for (var kind : List.of(ApiToken.Kind.PERSONAL, ApiToken.Kind.CLIENT)) {
            var allowance = new Allowance("a program", Set.of(Permission.PEOPLE_SEE), Set.of());
            var wanted = new WantedToken(kind, allowance, Duration.ofDays(30));
            desk.make(guest.id(), web.organisation.clock.instant(), wanted, _ -> true);
        }
        assertThat(guest.browser().get(PATH).page()).contains("End your personal token");

        assertThat(guest.browser().post(PATH + "/tokens").location()).isEqualTo(PATH + "?done=tokens");

        assertThat(guest.browser().get(PATH + "?done=tokens").page())
                .contains("have ended")
                .doesNotContain("End your personal token");
        assertThat(desk.of(guest.id())).singleElement().matches(token -> token.kind() == ApiToken.Kind.CLIENT);
    }
}
