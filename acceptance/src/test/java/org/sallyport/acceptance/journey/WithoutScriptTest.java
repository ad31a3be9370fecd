package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;

/// Everything again in a browser without JavaScript: what the scripts add is comfort.
@ExtendWith(InChromium.class)
class WithoutScriptTest {
    private static final Words WORDS = Words.GREEK;

    @Test
    void theWholeJourneyWorksWithoutJavaScript(Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.openWithoutScript(demo, WORDS);

            var kit = Walk.whole(window, eleni);
            assertThat(demo.verifyPort().imap(eleni.user(), kit.letters())).isEqualTo(200);
            // It could do nothing here.
            assertThat(window.button(WORDS.secret().copy())).isHidden();

            window.follow(WORDS.secret().done());
            var second = new Walk(window).makeAppPassword("Κουζίνα");
            assertThat(demo.verifyPort().imap(eleni.user(), second)).isEqualTo(200);

            window.page()
                    .locator("ul.cards > li")
                    .first()
                    .getByRole(AriaRole.LINK)
                    .last()
                    .click();
            window.press(WORDS.revoking().button()).says(WORDS.revoking().done());
            window.pressAbove(WORDS.signIn().signOut());
            new Walk(window).signIn(eleni, kit.phone());
            assertThat(window.page().locator("ul.cards > li")).hasCount(1);
        }
    }
}
