package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;

/// What Eleni does with her app passwords once she has set everything up.
@ExtendWith(InChromium.class)
class AppPasswordsTest {
    private static final Words WORDS = Words.ENGLISH;
    private static Demo demo;
    private static Demo.Person eleni;
    private static String cookies;

    @BeforeAll
    static void eleniSetsItUp(Chromium chromium) {
        demo = Demo.start();
        eleni = demo.person("eleni");
        try (var windows = new Windows(chromium)) {
            var window = windows.open(demo, WORDS);
            Walk.whole(window, eleni);
            cookies = window.cookies();
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static Window eleniIn(Windows windows) {
        return windows.openWith(cookies, demo, WORDS).go("/account");
    }

    private static Locator card(Window window, String label) {
        return window.page()
                .locator("ul.cards > li")
                .filter(new Locator.FilterOptions()
                        .setHas(window.page()
                                .getByText(
                                        label, new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))));
    }

    private static int verdict(String letters) {
        return demo.verifyPort().imap(eleni.user(), letters);
    }

    @Test
    void anotherAppPasswordIsListedAndOpensTheMailbox(Windows windows) {
        var window = eleniIn(windows);

        var letters = new Walk(window).makeAppPassword("Kitchen iPad");

        assertThat(card(window, "Kitchen iPad")).containsText("Reading mail (IMAP)");
        assertThat(card(window, "Kitchen iPad")).containsText("Not used yet");
        assertThat(verdict(letters)).isEqualTo(200);
    }

    @Test
    void theListSaysWhenWhereAndHowItWasUsed(Windows windows) {
        var window = eleniIn(windows);
        var letters = new Walk(window).makeAppPassword("Hall tablet");
        assertThat(verdict(letters)).isEqualTo(200);

        org.awaitility.Awaitility.await("the note of the use").untilAsserted(() -> {
            window.page().reload();
            assertThat(card(window, "Hall tablet").innerText()).contains("Reading mail (IMAP), from 192.0.2.7");
        });
    }

    @Test
    void itOpensWhatItsScopeSaysAndNothingElse(Windows windows) {
        var window = eleniIn(windows)
                .follow(WORDS.account().make())
                .type(WORDS.account().label(), "Scanner");
        window.page().getByLabel("Reading mail (IMAP)").uncheck();
        window.page().getByLabel("Fetching mail (POP3)").uncheck();
        window.press(WORDS.account().makeIt());

        var letters = new Walk(window).shownAppPassword();

        assertThat(demo.verifyPort().ask(eleni.user(), letters, "smtp")).isEqualTo(200);
        assertThat(demo.verifyPort().ask(eleni.user(), letters, "imap")).isEqualTo(401);
    }

    @Test
    void theFormMakesOneHoweverOftenItIsSent(Windows windows) {
        var window = eleniIn(windows).follow(WORDS.account().make());
        window.type(WORDS.account().label(), "Made once").press(WORDS.account().makeIt());
        var letters = new Walk(window).shownAppPassword();

        window.page().reload();

        window.isTitled(WORDS.secret().alreadyShown()).saysNothingOf(letters.substring(0, 6));
        window.go("/account");
        assertThat(card(window, "Made once")).hasCount(1);
    }

    @Test
    void oneWithoutANameIsAskedForIt(Windows windows) {
        var window = eleniIn(windows)
                .follow(WORDS.account().make())
                .press(WORDS.account().makeIt());

        assertThat(window.problems()).containsText("Give it a name of 1 to 64 characters.");
        assertThat(window.problems()).isFocused();
    }

    @Test
    void renamingChangesTheNameAndNotTheAppPassword(Windows windows) {
        var window = eleniIn(windows);
        var letters = new Walk(window).makeAppPassword("Old phone");

        card(window, "Old phone")
                .getByRole(AriaRole.LINK, named("Rename “Old phone”"))
                .click();
        window.type(WORDS.account().newName(), "Anna’s phone")
                .press(WORDS.account().rename());

        window.says("The app password has its new name.");
        assertThat(card(window, "Anna’s phone")).hasCount(1);
        assertThat(card(window, "Old phone")).hasCount(0);
        assertThat(verdict(letters)).isEqualTo(200);
    }

    @Test
    void aRevokedAppPasswordIsRefusedAtTheNextAttempt(Windows windows) {
        var window = eleniIn(windows);
        var lost = new Walk(window).makeAppPassword("Lost phone");
        var kept = new Walk(window).makeAppPassword("Desk");
        assertThat(verdict(lost)).isEqualTo(200);

        card(window, "Lost phone")
                .getByRole(AriaRole.LINK, named("Revoke “Lost phone”"))
                .click();
        window.isTitled("Revoke “Lost phone”?").press(WORDS.revoking().button());

        window.says(WORDS.revoking().done());
        assertThat(verdict(lost)).isEqualTo(401);
        assertThat(verdict(kept)).isEqualTo(200);
        assertThat(card(window, "Lost phone")).hasCount(0);
    }

    @Test
    void revokingAllRefusesEveryOne(Windows windows) {
        var window = eleniIn(windows);
        var first = new Walk(window).makeAppPassword("First of all");
        var second = new Walk(window).makeAppPassword("Second of all");

        window.follow(WORDS.revoking().all()).press(WORDS.revoking().all());

        window.says("All app passwords are revoked.").says("You have no app passwords yet.");
        assertThat(verdict(first)).isEqualTo(401);
        assertThat(verdict(second)).isEqualTo(401);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
