package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// A new password in place of a forgotten one, with a passkey in an authenticator inside Chromium.
@ExtendWith(InChromium.class)
class ForgottenPasswordTest {
    private static final String NEW = "pines grow slowly there";
    private static final Pattern SECOND_FACTOR = Pattern.compile("/second-factor/passkey$");

    /// The kind of field that the new password goes from: what goes from a text field a browser keeps.
    private static final String NOTE_WHAT_IS_SENT = """
            () => document.querySelector('form[data-passkey]').addEventListener('formdata',
                () => sessionStorage.setItem('sent-as', document.getElementById('password').type))""";

    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void aMailedCodeAndAPasskeySetItAndNoneOfThemAlone(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, words);
            SecurityKey.into(window);
            PasskeysTest.setUp(window, eleni);
            PasskeysTest.signOut(window);

            // Whoever looks for what keeps people out unplugs the authenticator of that window.
            var looked = windows.open(demo, words);
            askForCode(looked, eleni.user());
            camera.takeAll(looked, "forgot-password-passkey");

            var outbox = demo.outbox();
            askForCode(window, eleni.user());
            var options = window.page().locator("form[data-passkey]").getAttribute("data-options");
            assertThat(options).contains("\"allowCredentials\":[]", "\"userVerification\":\"required\"");
            var mailed = outbox.nextCode();

            fill(window, mailed.equals("123456") ? "654321" : "123456");
            PasskeysTest.ask(window).click();
            assertThat(window.problems()).isVisible();

            fill(window, mailed);
            window.page().locator("[data-shows=password]").click();
            window.page().evaluate(NOTE_WHAT_IS_SENT);
            PasskeysTest.ask(window).click();
            assertThat(window.page().locator("main a.primary[href='/sign-in']")).isVisible();
            assertThat(window.page().evaluate("() => sessionStorage.getItem('sent-as')"))
                    .isEqualTo("password");
            window.go("/sign-in");
            new Walk(window).typeNameAndPassword(new Demo.Person(eleni.user(), NEW));
            window.press(words.signIn().button());
            assertThat(window.page()).hasURL(SECOND_FACTOR);
        }
    }

    private static void askForCode(Window window, String name) {
        window.go("/forgot-password");
        window.page().locator("#name").fill(name);
        window.page()
                .locator("form[action='/forgot-password/code'] button[type=submit]")
                .click();
        assertThat(window.page().locator("#mailed")).isVisible();
    }

    private static void fill(Window window, String mailed) {
        window.page().locator("#mailed").fill(mailed);
        window.page().locator("#password").fill(NEW);
        window.page().locator("#again").fill(NEW);
    }
}
