package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.notice.Notice;

class ForgottenPasswordPagesTest {
    private static final String PATH = "/forgot-password";
    private static final String NEW = "pines grow slowly there";

    private static final String ORIGIN = "http://localhost";
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

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
    void twoCodesSetANewPasswordAndEndEverySession() {
        var anna = web.inside("anna", Account.Role.PERSON);
        web.nextCode();

        var answer = send("anna", asked("anna"), web.organisation.codeFor(anna.key()), NEW);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page()).contains("Your new password is set");
        assertThat(anna.browser().get("/account").location()).isEqualTo("/sign-in");
        var browser = web.browser();
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "name", "anna", "password", NEW).location())
                .isEqualTo("/second-factor");
    }

    @Test
    void aMailedCodeAndAPasskeySetANewPasswordAndThePasskeyIsStillTheSecondFactor() {
        var key = new SoftAuthenticator();
        var guest = withPasskey("iris", key);
        var browser = web.browser();
        var asked = askedIn(browser, "iris");

        assertThat(answer(browser, "iris", asked, key, NEW).page()).contains("Your new password is set");

        assertThat(guest.browser().get("/account").location()).isEqualTo("/sign-in");
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "name", "iris", "password", NEW).location())
                .isEqualTo("/second-factor");
        assertThat(browser.get("/second-factor/passkey").status()).isEqualTo(200);
    }

    @Test
    void N22_aPasskeyWithoutTheMailedCodeOrWithoutItsUserOrOfSomebodyElseIsRefused() {
        var key = new SoftAuthenticator();
        withPasskey("jana", key);
        var lenas = new SoftAuthenticator();
        withPasskey("lena", lenas);
        var browser = web.browser();
        var asked = askedIn(browser, "jana");

        for (var refused : List.of(
                answer(browser, "jana", new Asked(asked.ticket(), "abcdef"), key, NEW),
                answer(browser, "jana", new Asked("guessed", asked.code()), key, NEW),
                answer(browser, "jana", asked, lenas, NEW),
                answer(browser, "jana", asked, new SoftAuthenticator().sayingHandle(key.userHandle()), NEW))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page()).contains("This does not fit together.");
        }
        assertThat(answer(browser, "jana", asked, key.withoutUserVerification(), NEW)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAnswerThatASignInPageAskedForReplacesNoPassword() {
        var key = new SoftAuthenticator();
        withPasskey("mona", key);
        var browser = web.browser();
        var asked = askedIn(browser, "mona");
        web.nextCode();
        var page = browser.get("/sign-in").page();
        var answer = key.get(PasskeysTest.raw(page), ORIGIN);

        assertThat(post(browser, "mona", asked, PasskeysTest.ticket(page), answer, NEW)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whereBrowsersUseNoPasskeysNoneIsAskedFor() {
        try (var numbered = RunningWeb.at("http://127.0.0.1")) {
            var browser = numbered.browser();
            browser.get(PATH);

            assertThat(browser.post(PATH + "/code", "name", "anybody").page())
                    .contains("name=\"mailed\"")
                    .doesNotContain("data-passkey", "passkey.js");
        }
    }

    @Test
    void anOnboardingCodeFromAnAdminSetsANewPassword() {
        var bella = web.halfway("bella", Account.Role.PERSON);
        var code = web.organisation
                .onboardingCodes
                .make(bella.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(handedOver("bella", code, NEW).page()).contains("Your new password is set");
    }

    @Test
    void T51_theAnswerIsTheSameWhoeverTheNameIs() {
        var olive = web.organisation;
        olive.enforced("carla");
        withPasskey("kaia", new SoftAuthenticator());
        olive.add("dora", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(olive.add("elsa", Account.Role.PERSON, Optional.empty()));
        var fay = olive.enforced("fay");
        olive.accounts.disable(fay.id(), new Actor.Operator());

        var pages = new HashSet<String>();
        for (var name : List.of("nobody", "carla", "kaia", "dora", "elsa", "fay")) {
            var asked = post(PATH + "/code", "name", name);
            assertThat(asked.status()).isEqualTo(200);
            pages.add(alike(asked, name));
        }
        assertThat(pages).singleElement().asString().contains("a code is on its way");

        pages.clear();
        for (var name : List.of("nobody", "carla", "kaia", "dora", "elsa", "fay")) {
            for (var answer : List.of(
                    send(name, new Asked("guessed", "123456"), "123456", NEW), handedOver(name, "AAAAAAAAAAAA", NEW))) {
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.page())
                        .contains("This does not fit together.")
                        .doesNotContain(NEW);
                pages.add(alike(answer, name));
            }
        }
        assertThat(pages).as("one of each kind").hasSize(2);
    }

    private static String alike(Browser.Answer answer, String name) {
        return answer.page()
                .replace("value=\"" + name + "\"", "NAME")
                .replaceAll("name=\"(_csrf|ticket|challenge)\" value=\"[^\"]+\"", "TOKEN")
                .replaceAll("(&quot;challenge&quot;:&quot;)[A-Za-z0-9_-]{43}", "$1");
    }

    @Test
    void whatIsMissingOrWeakIsSaidBeforeACodeIsUsedUp() {
        var gina = web.halfway("gina", Account.Role.PERSON);
        web.nextCode();
        var code = web.organisation.codeFor(gina.key());

        var asked = asked("gina");

        assertThat(post(PATH + "/code", "name", " ").page()).contains("Type your user name.");
        assertThat(handedOver("", code, NEW).page()).contains("Type your user name.");
        assertThat(send("gina", new Asked(asked.ticket(), ""), code, NEW).page())
                .contains("Type the code from the mail.");
        assertThat(send("gina", asked, "", NEW).page()).contains("Type the code, or use a passkey.");
        assertThat(handedOver("gina", "", NEW).page()).contains("Type the code.");
        assertThat(send("gina", asked, code, "short").page()).contains("at least 15 characters");
        assertThat(send("gina", asked, code, NEW).page()).contains("Your new password is set");
    }

    @Test
    void theSecondFactorIsStillAskedForAfterwards() {
        var hera = web.halfway("hera", Account.Role.PERSON);
        web.nextCode();
        send("hera", asked("hera"), web.organisation.codeFor(hera.key()), NEW);
        var browser = web.browser();
        browser.get("/sign-in");
        browser.post("/sign-in", "name", "hera", "password", NEW);

        assertThat(browser.get("/account").location()).isEqualTo("/second-factor");
    }

    @Test
    void whoeverHasAnOnboardingCodeIsAskedForNothingElse() {
        var page = web.browser().get(PATH + "?with=onboarding-code").page();

        assertThat(page).contains("Onboarding code").doesNotContain("name=\"mailed\"");
        assertThat(page).as("has room for 24 characters").contains("class=\"code long\"");
        assertThat(web.browser().get(PATH).page())
                .contains("href=\"" + PATH + "?with=onboarding-code\"")
                .doesNotContain("name=\"password\"");
    }

    /// A page that has asked for a code, and the code that came.
    private record Asked(String ticket, String code) {}

    private static Asked asked(String name) {
        var page = post(PATH + "/code", "name", name).page();
        var ticket = TICKET.matcher(page);
        assertThat(ticket.find()).isTrue();
        var code = web.organisation.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE);
        return new Asked(ticket.group(1), code.orElseThrow());
    }

    /// The same in this browser, for a passkey that is asked there.
    private static Asked askedIn(Browser browser, String name) {
        web.nextCode();
        browser.get(PATH);
        var ticket = TICKET.matcher(browser.post(PATH + "/code", "name", name).page());
        assertThat(ticket.find()).isTrue();
        var code = web.organisation.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE);
        return new Asked(ticket.group(1), code.orElseThrow());
    }

    /// Has this passkey answer what such a page asks.
    private static Browser.Answer answer(
            Browser browser, String name, Asked asked, SoftAuthenticator key, String password) {
        web.nextCode();
        var page = post(browser, name, asked, "", "", password).page();
        var challenge = CHALLENGE.matcher(page);
        assertThat(challenge.find()).isTrue();
        var answer = key.get(PasskeysTest.raw(page), ORIGIN);
        return post(browser, name, asked, challenge.group(1), answer, password);
    }

    private static Browser.Answer post(
            Browser browser, String name, Asked asked, String challenge, String answer, String password) {
        return browser.post(
                PATH,
                "name",
                name,
                "ticket",
                asked.ticket(),
                "mailed",
                asked.code(),
                "challenge",
                challenge,
                "answer",
                answer,
                "password",
                password,
                "again",
                password);
    }

    private static Guest withPasskey(String name, SoftAuthenticator key) {
        var guest = web.inside(name, Account.Role.PERSON);
        guest.register(key);
        return guest;
    }

    private static Browser.Answer send(String name, Asked asked, String code, String password) {
        var fields = new String[] {
            "name",
            name,
            "ticket",
            asked.ticket(),
            "mailed",
            asked.code(),
            "code",
            code,
            "password",
            password,
            "again",
            password
        };
        return post(PATH, fields);
    }

    private static Browser.Answer handedOver(String name, String code, String password) {
        return post(PATH, "name", name, "code", code, "password", password, "again", password);
    }

    private static Browser.Answer post(String path, String... fields) {
        var browser = web.browser();
        browser.get(PATH);
        return browser.post(path, fields);
    }
}
