package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.fixture.ScriptedTelephone;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.telephone.PhoneMessage;

/// Codes by text message and call, from the wizard to signing in with them.
class PhonePagesTest {
    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @AfterEach
    void mend() {
        telephone().is(ScriptedTelephone.Mood.TAKES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void aTelephoneIsSetUpAndSignsInInTheLanguageOfTheAccount(String language) {
        var name = "caller-" + language;
        var guest = web.toBeSetUp(name);
        web.speak(guest.account(), language);
        var browser = guest.browser().with("Accept-Language", language);
        var pages = new ArrayList<String>();
        browser.open("/set-up");
        pages.add(browser.get("/set-up/method").page());
        assertThat(browser.post("/set-up/method", "method", "phone").location()).isEqualTo("/set-up/phone");
        pages.add(browser.get("/set-up/phone").page());
        pages.add(browser.post("/set-up/phone", "country", "GR", "number", "690 12", "form", "text")
                .page());
        assertThat(browser.post("/set-up/phone", "country", "GR", "number", "690 123 4567", "form", "text")
                        .location())
                .isEqualTo("/set-up/phone");
        var code = browser.get("/set-up/phone").page();
        pages.add(code);
        assertThat(code).contains("•••• 67").doesNotContain("690 123", "6901234567");
        pages.add(browser.post("/set-up/phone/code", "code", "abcdef").page());
        assertThat(telephone().taken().getLast().language()).isEqualTo(language);
        assertThat(browser.post("/set-up/phone/code", "code", telephone().code())
                        .location())
                .isEqualTo("/set-up/verify");
        browser.open("/set-up/verify", "code", web.contactCode(browser));
        pages.add(browser.get("/set-up/next").page());
        assertThat(web.organisation.mfa.standing(guest.account()).state()).isEqualTo(MfaState.ENFORCED);

        var again = web.browser().with("Accept-Language", language);
        again.signIn(name);
        pages.add(again.get("/second-factor/phone").page());
        var sent = send(again, guest, "text");
        assertThat(sent.location()).startsWith("/second-factor/phone?to=");
        pages.add(again.get(sent.location()).page());
        pages.add(again.post("/second-factor/phone", "code", "000 000x").page());
        assertThat(again.post("/second-factor/phone", "code", telephone().code())
                        .location())
                .isIn("/account", "/set-up/next");

        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .startsWith("<!DOCTYPE html>")
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContain("??")
                        .doesNotContain(language.equals("el") ? ">Sign out<" : ">Αποσύνδεση<"));
    }

    @Test
    void theWarningNamesTheRiskAndLeadsToTheAlternatives() {
        var page = atNumber("warned").get("/set-up/phone").page();

        assertThat(page)
                .contains("Weaker than the other methods", "moved to a card of their own")
                .contains("<a href=\"/set-up/method\">Choose another method</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "690 12, is too short",
        "690 123 4567 89, is too long",
        "eleni, is not a telephone number",
        "901 123 4567, is a service number",
        "210 123 4567, is a fixed line",
        "+44 7400123456, No codes are sent to numbers of this country"
    })
    void aNumberThatGetsNoCodeIsNamedWithTheReason(String typed, String reason) {
        var browser = atNumber("typist-" + Integer.toHexString(reason.hashCode()));
        int before = telephone().taken().size();

        var answer = browser.post("/set-up/phone", "country", "GR", "number", typed, "form", "text");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains(reason).contains("value=\"" + typed + "\"");
        assertThat(telephone().taken()).hasSize(before);
    }

    @Test
    void whatIsTypedForANumberIsText() {
        var answer = atNumber("markup")
                .post("/set-up/phone", "country", "GR", "number", "<b onload=alert(1)>", "form", "text");

        assertThat(answer.page()).doesNotContain("<b onload").contains("&lt;b onload");
    }

    @Test
    void aFixedLineIsCalled() {
        var browser = atNumber("fixed");

        browser.post("/set-up/phone", "country", "GR", "number", "210 123 4567", "form", "call");

        assertThat(telephone().taken().getLast().form()).isEqualTo(PhoneMessage.Form.CALL);
        assertThat(browser.get("/set-up/phone").page()).contains("•••• 67");
    }

    @Test
    void whoeverGotNoTextIsCalledInstead() {
        var browser = atNumber("waiting");
        browser.post("/set-up/phone", "country", "GR", "number", "690 123 4568", "form", "text");
        browser.get("/set-up/phone");

        assertThat(browser.post("/set-up/phone/again", "form", "call").location())
                .isEqualTo("/set-up/phone");

        assertThat(telephone().taken().getLast().form()).isEqualTo(PhoneMessage.Form.CALL);
        assertThat(browser.post("/set-up/phone/code", "code", telephone().code())
                        .location())
                .isEqualTo("/set-up/verify");
    }

    @Test
    void anotherNumberCanBeTyped() {
        var browser = atNumber("mistaken");
        browser.post("/set-up/phone", "country", "GR", "number", "690 123 4569", "form", "text");

        assertThat(browser.get("/set-up/phone").page()).contains("href=\"/set-up/phone?another=1\"");
        assertThat(browser.get("/set-up/phone?another=1").page()).contains("id=\"number\"");
    }

    @Test
    void aProviderThatIsDownIsSaidAndNothingIsLost() {
        var browser = atNumber("patient");
        telephone().is(ScriptedTelephone.Mood.IS_DOWN);

        var answer = browser.post("/set-up/phone", "country", "GR", "number", "690 123 4570", "form", "text");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("could not be sent just now");
        telephone().is(ScriptedTelephone.Mood.TAKES);
        browser.get("/set-up/phone");
        assertThat(browser.post("/set-up/phone/again", "form", "text").location())
                .isEqualTo("/set-up/phone");
    }

    @Test
    void theFourthCodeAtOnceIsNotSent() {
        var guest = withPhone("eager", "+306912345671");
        send(guest.browser(), guest, "text");
        send(guest.browser(), guest, "text");
        send(guest.browser(), guest, "text");

        var fourth = send(guest.browser(), guest, "text");

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.page()).contains("Try again after");
    }

    @Test
    void aCodeIsGoodOnlyInTheBrowserThatAskedForIt() {
        var guest = withPhone("two-browsers", "+306912345672");
        send(guest.browser(), guest, "text");
        var other = web.browser();
        other.signIn("two-browsers");
        other.get("/second-factor/phone");

        assertThat(other.post("/second-factor/phone", "code", telephone().code())
                        .status())
                .isEqualTo(422);
        guest.browser().get("/second-factor/phone");
        assertThat(guest.browser()
                        .post("/second-factor/phone", "code", telephone().code())
                        .location())
                .isEqualTo("/account");
    }

    @Test
    void T27_theTelephoneOfAnotherAccountGetsNothing() {
        var victim = withPhone("victim", "+306912345673");
        var attacker = withPhone("attacker", "+306912345674");
        int before = telephone().taken().size();

        attacker.browser().get("/second-factor/phone");
        var answer = attacker.browser()
                .post("/second-factor/phone/code", "form", "text", "to", methodOf(victim), "next", "");

        assertThat(answer.location()).isEqualTo("/second-factor/phone");
        assertThat(telephone().taken()).hasSize(before);
    }

    @Test
    void nobodyWithoutATelephoneIsAskedForItsCode() {
        var guest = web.halfway("without", Account.Role.PERSON);

        assertThat(guest.browser().get("/second-factor/phone").location()).isEqualTo("/second-factor");
        guest.browser().get("/second-factor/authenticator-app");
        assertThat(guest.browser()
                        .post("/second-factor/phone", "code", "123456")
                        .location())
                .isEqualTo("/second-factor");
    }

    @Test
    void afterTheCodeOneComesWhereOneWantedToGoAndNowhereElse() {
        var guest = withPhone("traveller", "+306912345675");
        send(guest.browser(), guest, "text");
        guest.browser().get("/second-factor/phone");

        assertThat(guest.browser()
                        .post("/second-factor/phone", "code", telephone().code(), "next", "https://evil.example/")
                        .location())
                .isEqualTo("/account");
    }

    @Test
    void aNumberIsRegisteredOnce() {
        var guest = withPhone("forgetful", "+306912345676");
        send(guest.browser(), guest, "text");
        guest.browser().get("/second-factor/phone");
        guest.browser().post("/second-factor/phone", "code", telephone().code());
        guest.browser().get("/account/methods/new");
        assertThat(guest.browser().post("/account/methods/new").location()).isEqualTo("/set-up/method");
        guest.browser().get("/set-up/phone");

        var answer =
                guest.browser().post("/set-up/phone", "country", "GR", "number", "+30 691 234 5676", "form", "text");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("registered this one already");
    }

    private static Browser atNumber(String name) {
        var guest = web.toBeSetUp(name);
        guest.browser().open("/set-up");
        guest.browser().get("/set-up/phone");
        return guest.browser();
    }

    /// Somebody whose only method is a telephone, and who has typed the account password.
    private static Guest withPhone(String name, String number) {
        var guest = web.toBeSetUp(name);
        web.organisation.telephones.register(guest.account(), number);
        guest.browser().get("/second-factor/phone");
        return guest;
    }

    private static Browser.Answer send(Browser browser, Guest guest, String form) {
        browser.get("/second-factor/phone");
        return browser.post("/second-factor/phone/code", "form", form, "to", methodOf(guest));
    }

    private static String methodOf(Guest guest) {
        return web.organisation.store.transact(books -> Methods.in(books).heldBy(guest.id())).stream()
                .filter(method -> method.kind() == Method.Kind.PHONE)
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    private static ScriptedTelephone telephone() {
        return web.organisation.telephones.telephone;
    }
}
