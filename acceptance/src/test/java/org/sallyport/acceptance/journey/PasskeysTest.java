package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// Passkeys with an authenticator inside Chromium: from "Set it up now" to signing in with nothing typed.
@ExtendWith(InChromium.class)
class PasskeysTest {
    private static final Pattern ACCOUNT = Pattern.compile("/account$");
    private static final Pattern SECOND_FACTOR = Pattern.compile("/second-factor/passkey$");

    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void aPasskeyLeadsToAnAppPasswordAndIsTheSecondFactorLater(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, words);
            var key = SecurityKey.into(window);
            var letters = setUp(window, eleni);
            assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(200);
            assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(401);
            assertThat(key.passkeys()).isOne();

            signOut(window);
            new Walk(window).typeNameAndPassword(eleni);
            window.press(words.signIn().button());
            assertThat(window.page()).hasURL(SECOND_FACTOR);
            key.knowsItsOwner(false);
            ask(window).click();
            saysThatNothingWasConfirmed(window);

            key.knowsItsOwner(true);
            ask(window).click();
            assertThat(window.page()).hasURL(ACCOUNT);
        }
    }

    /// The authenticator is plugged in after the pictures: whoever looks for what keeps people out unplugs it.
    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, words);
            var walk = new Walk(window);
            walk.signIn(eleni);
            walk.setItUpNow();
            window.page().locator("input[name=method][value=passkey]").check();
            camera.takeAll(window, "set-up-method-passkey");
            continueWithPasskey(window);
            assertThat(ask(window)).isVisible();
            camera.takeAll(window, "set-up-passkey");
            SecurityKey.into(window);
            finish(window);

            var later = windows.open(demo, words);
            assertThat(ask(later)).isVisible();
            camera.takeAll(later, "sign-in-passkey");
            new Walk(later).signIn(eleni);
            assertThat(later.page()).hasURL(SECOND_FACTOR);
            camera.takeAll(later, "second-factor-passkey");
        }
    }

    @Test
    void aPasskeySignsInByItselfAndIsOfferedAtTheFieldForTheName(Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, Words.GREEK);
            var key = SecurityKey.into(window);
            setUp(window, demo.person("eleni"));

            signOut(window);
            assertThat(window.page().locator("#name")).hasAttribute("autocomplete", "username webauthn");
            ask(window).click();
            assertThat(window.page()).hasURL(ACCOUNT);
            // It counts as a second factor proved just now.
            new Walk(window).makeAppPassword("Τάμπλετ");

            // Chromium's own authenticator takes up the offer that stands at the field, without a click.
            key.isOffered();
            window.go("/account").pressAbove(Words.GREEK.signIn().signOut());
            assertThat(window.page()).hasURL(ACCOUNT);
            window.isTitled("Γεια σας, Eleni Papadaki");
        }
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void whereThereIsNoScriptThePageSaysSoAndLeadsToTheOtherMethods(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.openWithoutScript(demo, words);
            var walk = new Walk(window);
            walk.signIn(demo.person("eleni"));
            walk.setItUpNow();
            window.page().locator("input[name=method][value=passkey]").check();
            continueWithPasskey(window);
            assertThat(window.page().locator("noscript p, p.note.caution").first())
                    .isVisible();
            assertThat(ask(window)).isHidden();

            window.page().locator("main a[href='/set-up/method']").click();
            walk.chooseApp();
        }
    }

    static String setUp(Window window, Demo.Person eleni) {
        var walk = new Walk(window);
        walk.signIn(eleni);
        walk.setItUpNow();
        window.page().locator("input[name=method][value=passkey]").check();
        continueWithPasskey(window);
        return finish(window);
    }

    /// Makes the passkey and goes on to the app password.
    private static String finish(Window window) {
        ask(window).click();
        assertThat(window.button(window.words().setUp().send())).isVisible();
        var walk = new Walk(window);
        walk.verifyContact();
        return walk.next();
    }

    private static void continueWithPasskey(Window window) {
        window.press(window.words().code().button());
        assertThat(window.page()).hasURL(Pattern.compile("/set-up/passkey$"));
    }

    private static void saysThatNothingWasConfirmed(Window window) {
        var trouble = window.page().locator("[data-trouble]");
        assertThat(trouble).isVisible();
        assertThat(trouble.innerText()).isEqualTo(trouble.getAttribute("data-cancelled"));
    }

    static void signOut(Window window) {
        window.go("/account").pressAbove(window.words().signIn().signOut());
        window.isTitled(window.words().signIn().title());
    }

    static Locator ask(Window window) {
        return window.page().locator("button[data-ask]");
    }
}
