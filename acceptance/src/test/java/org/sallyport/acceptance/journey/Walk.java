package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Outbox;
import org.sallyport.acceptance.harness.Phone;

/// Somebody on the way through "Set it up now", step by step. Each step begins where the one before ended and
/// makes sure that it arrived.
final class Walk {
    private final Window window;
    private final Words words;
    private final Outbox outbox;

    Walk(Window window) {
        this.window = window;
        this.words = window.words();
        this.outbox = window.demo().outbox();
    }

    /// What somebody holds at the end.
    ///
    /// @param letters the app password as the page shows it, in groups
    record Kit(Phone phone, String letters) {}

    /// Everything, from the sign-in page to the app password.
    static Kit whole(Window window, Demo.Person person) {
        var walk = new Walk(window);
        walk.signIn(person);
        walk.setItUpNow();
        var phone = walk.registerApp();
        walk.verifyContact();
        return new Kit(phone, walk.next());
    }

    /// Types name and account password, and sees to it that the pages are in the window's language.
    void signIn(Demo.Person person) {
        typeNameAndPassword(person);
        window.press(words.signIn().button());
        readInOwnLanguage();
    }

    void typeNameAndPassword(Demo.Person person) {
        window.isTitled(words.signIn().title())
                .type(words.signIn().name(), person.user())
                .type(words.signIn().password(), person.password());
    }

    private void readInOwnLanguage() {
        assertThat(window.page().locator("h1")).not().hasText(words.signIn().title());
        if (!words.tag().equals(window.page().locator("html").getAttribute("lang"))) {
            window.page()
                    .locator("header.bar button[name=language][value=" + words.tag() + "]")
                    .click();
        }
        assertThat(window.page().locator("html")).hasAttribute("lang", words.tag());
    }

    void setItUpNow() {
        window.isTitled(words.setUp().title()).press(words.setUp().now());
    }

    /// Chooses the authenticator app, takes the key into a phone and types its code.
    Phone registerApp() {
        chooseApp();
        var phone = new Phone(manualKey());
        window.typeCode(phone.code()).press(words.code().button());
        return phone;
    }

    void chooseApp() {
        window.press(words.code().button());
        assertThat(window.page().locator(".qr svg")).isVisible();
    }

    String manualKey() {
        window.page().locator("details summary").click();
        var key = window.page().locator("#manual-key");
        assertThat(key).isVisible();
        return key.innerText();
    }

    void verifyContact() {
        window.press(words.setUp().send());
        assertThat(window.page().locator("#code")).isVisible();
        window.typeCode(codeByMail()).press(words.setUp().verify());
    }

    String codeByMail() {
        return outbox.nextCode();
    }

    /// *Next*: returns the app password in its groups.
    String next() {
        window.press(words.secret().next());
        return shownAppPassword();
    }

    String shownAppPassword() {
        window.isTitled(words.secret().title());
        return String.join(" ", window.page().locator("#app-password span").allInnerTexts());
    }

    /// Signs in, with the second factor.
    void signIn(Demo.Person person, Phone phone) {
        signIn(person);
        window.isTitled(words.code().title())
                .typeCode(phone.code())
                .press(words.code().button());
        assertThat(window.page().locator("h1")).not().hasText(words.code().title());
    }

    /// Makes another app password and returns its letters.
    String makeAppPassword(String label) {
        window.go("/app-passwords/new")
                .type(words.account().label(), label)
                .press(words.account().makeIt());
        var letters = shownAppPassword();
        window.follow(words.secret().done());
        return letters;
    }
}
