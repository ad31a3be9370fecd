package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// From "Set it up now" to mail in a real client, as the page says it, in both languages.
@ExtendWith(InChromium.class)
class JourneyTest {
    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.start();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    // Eleni is the Greek of the demo; the English one comes new.
    private static Demo.Person personOf(Words words) {
        return switch (words) {
            case GREEK -> demo.person("eleni");
            case ENGLISH ->
                demo.add("zoe", "Zoe Hill", "--language", "en", "--contact", "zoe@home.example", "--require-mfa");
        };
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void setItUpNowEndsWithAnAppPasswordThatOpensTheMailboxInPlaceOfTheAccountPassword(Words words, Windows windows) {
        var person = personOf(words);
        var window = windows.open(demo, words);
        var walk = new Walk(window);
        walk.signIn(person);
        assertThat(demo.verifyPort().imap(person.user(), person.password()))
                .as("account password while nothing is registered")
                .isEqualTo(200);

        walk.setItUpNow();
        walk.registerApp();
        walk.verifyContact();
        var letters = walk.next();

        assertThat(letters).matches("[a-z]{6}( [a-z]{6}){3}");
        assertThat(demo.verifyPort().imap(person.user(), letters))
                .as("app password")
                .isEqualTo(200);
        assertThat(demo.verifyPort().imap(person.user(), person.password()))
                .as("account password")
                .isEqualTo(401);
        copies(window, letters);
        showsItOnlyOnce(window, letters);
        window.go("/account").isTitled(greeting(words));
        assertThat(window.page().locator("ul.cards > li")).hasCount(1);
    }

    private static void copies(Window window, String letters) {
        var words = window.words().secret();
        window.button(words.copy()).focus();
        window.page().keyboard().press("Enter");
        assertThat(window.button(words.copied())).isVisible();
        assertThat(window.page().locator("#copy-status")).containsText(words.copied());
        try (var site = new StrangersSite()) {
            assertThat(Clipboard.paste(window, site)).matches("[a-z]{24}").isEqualTo(letters.replace(" ", ""));
        }
        // Whoever comes back from the mail app still finds it.
        assertThat(window.page().locator("#app-password")).hasText(letters.replace(" ", ""));
    }

    private static void showsItOnlyOnce(Window window, String letters) {
        var already = window.words().secret().alreadyShown();
        window.page().reload();
        window.isTitled(already).saysNothingOf(letters.substring(0, 6));
        window.go("/account");
        window.page().goBack();
        window.isTitled(already).saysNothingOf(letters.substring(0, 6));
    }

    private static String greeting(Words words) {
        return switch (words) {
            case GREEK -> "Γεια σας, Eleni Papadaki";
            case ENGLISH -> "Hello Zoe Hill";
        };
    }
}
