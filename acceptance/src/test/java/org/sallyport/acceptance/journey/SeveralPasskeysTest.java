package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// What becomes of passkeys later: a second one, one that confirms a step, one that is removed or lost.
@ExtendWith(InChromium.class)
class SeveralPasskeysTest {
    private static final Pattern ACCOUNT = Pattern.compile("/account$");
    private static final Pattern METHODS = Pattern.compile("/account/methods(\\?done=[a-z-]+)?$");
    private static final Pattern SECOND_FACTOR = Pattern.compile("/second-factor/passkey$");

    @ParameterizedTest
    @EnumSource(Words.class)
    void aSecondOneIsKeptByAnotherAuthenticatorOnly(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, words);
            var first = SecurityKey.into(window);
            PasskeysTest.setUp(window, demo.person("eleni"));

            askForAnother(window);
            PasskeysTest.ask(window).click();
            var trouble = window.page().locator("[data-trouble]");
            assertThat(trouble).isVisible();
            assertThat(trouble.innerText()).isEqualTo(trouble.getAttribute("data-registered"));

            first.unplug();
            SecurityKey.into(window);
            PasskeysTest.ask(window).click();
            assertThat(window.page()).hasURL(METHODS);
            assertThat(window.page().locator("ul.cards > li")).hasCount(2);
            signsInAlone(window);
        }
    }

    @Test
    void oneConfirmsAStepWhereTheBrowserIsRemembered(Windows windows) {
        try (var demo = Demo.start()) {
            demo.stop();
            demo.serve("policy:\n  remember-device-days: 30\n");
            var eleni = demo.person("eleni");
            var window = windows.open(demo, Words.ENGLISH);
            SecurityKey.into(window);
            PasskeysTest.setUp(window, eleni);
            signInByName(window, eleni);
            assertThat(window.page()).hasURL(SECOND_FACTOR);
            window.page().locator("input[name=remember]").check();
            PasskeysTest.ask(window).click();
            assertThat(window.page()).hasURL(ACCOUNT);

            signInByName(window, eleni);
            assertThat(window.page()).hasURL(ACCOUNT);
            window.go("/app-passwords/new");
            assertThat(window.page()).hasURL(Pattern.compile("/second-factor/passkey\\?next="));
            PasskeysTest.ask(window).click();
            assertThat(window.page()).hasURL(Pattern.compile("[0-9]/app-passwords/new$"));
            new Walk(window).makeAppPassword("Tablet");
        }
    }

    @Test
    void oneThatIsRemovedOpensNothing(Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, Words.ENGLISH);
            SecurityKey.into(window);
            PasskeysTest.setUp(window, eleni);
            window.go("/account/methods/new");
            window.page().locator("form[action='/account/methods/new'] button").click();
            assertThat(window.page().locator("input[name=method]").first()).isVisible();
            var phone = new Walk(window).registerApp();
            assertThat(window.page()).hasURL(METHODS);

            window.page()
                    .locator("ul.cards > li")
                    .filter(new Locator.FilterOptions().setHasText("Passkey"))
                    .locator("a[href$='/remove']")
                    .click();
            window.page().locator("form[action$='/remove'] button").click();
            assertThat(window.page()).hasURL(METHODS);
            assertThat(window.page().locator("ul.cards > li")).hasCount(1);

            opensNothing(window);
            new Walk(window).signIn(eleni, phone);
        }
    }

    @Test
    void oneThatIsLostIsReplacedWithACodeFromAnAdmin(Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var before = windows.open(demo, Words.ENGLISH);
            SecurityKey.into(before);
            PasskeysTest.setUp(before, eleni);
            var code = LostPhoneTest.handedOver(windows.open(demo, Words.ENGLISH), "24");

            var window = windows.open(demo, Words.ENGLISH);
            SecurityKey.into(window);
            new Walk(window).signIn(eleni);
            assertThat(window.page()).hasURL(SECOND_FACTOR);
            LostPhoneTest.typeHandedOver(window, code);
            choosePasskey(window);
            PasskeysTest.ask(window).click();
            assertThat(window.page()).hasURL(METHODS);
            signsInAlone(window);

            before.go("/account").isTitled(Words.ENGLISH.signIn().title());
            refuses(before);
        }
    }

    private static void askForAnother(Window window) {
        window.go("/account/methods/new");
        window.page().locator("form[action='/account/methods/new'] button").click();
        choosePasskey(window);
    }

    private static void choosePasskey(Window window) {
        window.page().locator("input[name=method][value=passkey]").check();
        window.press(window.words().code().button());
        assertThat(window.page()).hasURL(Pattern.compile("/set-up/passkey$"));
    }

    private static void signInByName(Window window, Demo.Person person) {
        PasskeysTest.signOut(window);
        new Walk(window).signIn(person);
    }

    private static void signsInAlone(Window window) {
        PasskeysTest.signOut(window);
        PasskeysTest.ask(window).click();
        assertThat(window.page()).hasURL(ACCOUNT);
    }

    private static void opensNothing(Window window) {
        PasskeysTest.signOut(window);
        refuses(window);
    }

    /// It cannot know that it is not one of the account any more, and answers.
    private static void refuses(Window window) {
        PasskeysTest.ask(window).click();
        assertThat(window.problems()).isVisible();
    }
}
