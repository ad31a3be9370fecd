package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Phone;

/// The journey of somebody who uses no mouse: Tab, Enter and letters, and it can always be seen where the focus is.
@ExtendWith(InChromium.class)
class KeyboardTest {
    private static final Words WORDS = Words.ENGLISH;
    private static final int MOST_TABS = 40;
    private static final String IS_FOCUSED = "element => element === document.activeElement";
    private static final String OUTLINE =
            "element => { const s = getComputedStyle(element); return s.outlineStyle + s.outlineWidth + s.boxShadow; }";

    @Test
    void signingInSettingUpAndCopyingTakeNoMouse(Windows windows) {
        try (var demo = Demo.start();
                var site = new StrangersSite()) {
            var zoe = demo.add("zoe", "Zoe Hill", "--language", "en", "--contact", "zoe@home.example", "--require-mfa");
            var window = windows.open(demo, WORDS);
            signIn(window, zoe);
            window.isTitled(WORDS.setUp().title());
            pressByKeyboard(window, WORDS.setUp().now());
            pressByKeyboard(window, WORDS.code().button());
            typeCodeOfTheKeyShown(window);
            var outbox = demo.outbox();
            pressByKeyboard(window, WORDS.setUp().send());
            tabTo(window.page(), window.page().locator("#code"));
            window.page().keyboard().type(outbox.nextCode());
            window.page().keyboard().press("Enter");
            pressByKeyboard(window, WORDS.secret().next());
            var letters = new Walk(window).shownAppPassword();

            pressByKeyboard(window, WORDS.secret().copy());

            assertThat(window.page().locator("#copy-status"))
                    .containsText(WORDS.secret().copied());
            assertThat(Clipboard.paste(window, site)).isEqualTo(letters.replace(" ", ""));
        }
    }

    private static void signIn(Window window, Demo.Person person) {
        var keyboard = window.page().keyboard();
        keyboard.press("Tab");
        assertThat(window.page().locator("a.skip")).isFocused();
        keyboard.press("Enter");
        tabTo(window.page(), window.page().locator("#name"));
        keyboard.type(person.user());
        tabTo(window.page(), window.page().locator("#password"));
        keyboard.type(person.password());
        keyboard.press("Enter");
    }

    private static void typeCodeOfTheKeyShown(Window window) {
        tabTo(window.page(), window.page().locator("details summary"));
        window.page().keyboard().press("Enter");
        var phone = new Phone(window.page().locator("#manual-key").innerText());
        tabTo(window.page(), window.page().locator("#code"));
        window.page().keyboard().type(phone.code());
        window.page().keyboard().press("Enter");
    }

    private static void pressByKeyboard(Window window, String button) {
        var target = window.button(button);
        assertThat(target).isVisible();
        tabTo(window.page(), target);
        window.page().keyboard().press("Enter");
    }

    private static void tabTo(Page page, Locator target) {
        assertThat(target).isVisible();
        for (int i = 0; i < MOST_TABS; i++) {
            if ((boolean) target.evaluate(IS_FOCUSED)) {
                var focused = (String) target.evaluate(OUTLINE);
                assertThat(focused).as("how the focus shows").doesNotMatch("none.*none");
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by " + MOST_TABS + " tabs: " + target);
    }
}
