package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Phone;

/// Every page of the product, but those of admins, in every language: nobody is kept out (WCAG 2.2 AA, as far as
/// axe-core can tell), nothing is wider than a phone, and a picture of each is there to look at.
@ExtendWith(InChromium.class)
class EveryPageTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesOfEleniAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, words);
            signInPages(window, demo.person("eleni"));
            var phone = setUpPages(window);
            accountPages(window);
            afterwards(window, demo.person("eleni"), phone);
            sleeping(window, windows);
        }
    }

    private void signInPages(Window window, Demo.Person eleni) {
        var words = window.words();
        camera.takeAll(window, "sign-in");
        window.press(words.signIn().button());
        assertThat(window.problems()).isVisible();
        camera.take(window, "sign-in-nothing-typed");
        new Walk(window).typeNameAndPassword(new Demo.Person(eleni.user(), "not-her-password"));
        window.press(words.signIn().button());
        assertThat(window.problems()).isVisible();
        camera.take(window, "sign-in-wrong");
    }

    private Phone setUpPages(Window window) {
        var words = window.words();
        var walk = new Walk(window);
        walk.signIn(window.demo().person("eleni"));
        camera.takeAll(window, "set-up-start");
        walk.setItUpNow();
        camera.takeAll(window, "set-up-method");
        walk.chooseApp();
        camera.takeAll(window, "set-up-app");
        var phone = new Phone(walk.manualKey());
        camera.take(window, "set-up-app-key");
        window.typeCode(phone.codeWithClockFastBy(Duration.ofMinutes(4)))
                .press(words.code().button());
        assertThat(window.problems()).isVisible();
        camera.take(window, "set-up-app-clock");
        window.typeCode(phone.code()).press(words.code().button());
        assertThat(window.button(words.setUp().send())).isVisible();
        camera.takeAll(window, "set-up-verify");
        window.press(words.setUp().send());
        assertThat(window.page().locator("#code")).isVisible();
        camera.takeAll(window, "set-up-verify-sent");
        var code = walk.codeByMail();
        window.typeCode(code.equals("123456") ? "654321" : "123456")
                .press(words.setUp().verify());
        assertThat(window.problems()).isVisible();
        camera.take(window, "set-up-verify-wrong");
        window.typeCode(code).press(words.setUp().verify());
        assertThat(window.button(words.secret().next())).isVisible();
        camera.takeAll(window, "set-up-next");
        walk.next();
        camera.takeAll(window, "app-password");
        window.press(words.secret().copy());
        assertThat(window.button(words.secret().copied())).isVisible();
        camera.take(window, "app-password-copied");
        window.page().reload();
        window.isTitled(words.secret().alreadyShown());
        camera.take(window, "already-shown");
        return phone;
    }

    private void accountPages(Window window) {
        var words = window.words();
        window.go("/app-passwords/new");
        camera.takeAll(window, "app-password-new");
        window.press(words.account().makeIt());
        assertThat(window.problems()).isVisible();
        window.page().locator("details summary").click();
        camera.take(window, "app-password-new-problems");
        window.type(words.account().label(), "Kitchen iPad / iPad κουζίνας")
                .press(words.account().makeIt());
        new Walk(window).shownAppPassword();
        window.follow(words.secret().done());
        camera.takeAll(window, "account");
        var links = window.page().locator("ul.cards > li").first().locator(".actions a");
        links.first().click();
        assertThat(window.page().locator("#label")).isVisible();
        camera.take(window, "app-password-rename");
        window.go("/account");
        links.last().click();
        assertThat(window.button(words.revoking().button())).isVisible();
        camera.take(window, "app-password-revoke");
        window.go("/app-passwords/revoke-all");
        camera.take(window, "app-password-revoke-all");
        window.go("/app-passwords/" + NOBODY + "/revoke");
        camera.takeAll(window, "nothing-here");
        window.go("/admin");
        camera.take(window, "not-an-admin");
        methodPages(window);
        upkeepPages(window);
    }

    private void methodPages(Window window) {
        window.go("/account/methods");
        camera.takeAll(window, "methods");
        window.page()
                .locator("ul.cards > li")
                .first()
                .locator("a[href$='/rename']")
                .click();
        assertThat(window.page().locator("#label")).isVisible();
        camera.take(window, "method-rename");
        window.go("/account/methods/new");
        camera.take(window, "method-new");
        window.go("/account/methods/recovery-codes");
        camera.takeAll(window, "recovery-codes");
        window.page().locator("main form button[type=submit]").click();
        assertThat(window.page().locator("#recovery-codes li")).hasCount(10);
        camera.takeAll(window, "recovery-codes-new");
        window.page().reload();
        window.isTitled(window.words().secret().alreadyShown());
        camera.take(window, "recovery-codes-shown");
    }

    private void upkeepPages(Window window) {
        for (var name : List.of("account-browsers", "account-activity", "account-not-me", "account-password")) {
            window.go("/" + name.replaceFirst("-", "/"));
            assertThat(window.page().locator("h1")).isVisible();
            camera.takeAll(window, name);
        }
        window.page()
                .locator("form[action='/account/password'] button[type=submit]")
                .click();
        assertThat(window.problems()).isVisible();
        camera.take(window, "account-password-problems");
    }

    private void afterwards(Window window, Demo.Person eleni, Phone phone) {
        var words = window.words();
        window.go("/account").pressAbove(words.signIn().signOut());
        window.isTitled(words.signIn().title());
        camera.take(window, "signed-out");
        window.go("/forgot-password");
        camera.takeAll(window, "forgot-password");
        window.page()
                .locator("form[action='/forgot-password/code'] button[type=submit]")
                .click();
        assertThat(window.problems()).isVisible();
        window.page().locator("#name").fill(eleni.user());
        window.page()
                .locator("form[action='/forgot-password/code'] button[type=submit]")
                .click();
        assertThat(window.page().locator("#mailed")).isVisible();
        camera.takeAll(window, "forgot-password-codes");
        window.page()
                .locator("form[action='/forgot-password'] button[type=submit]")
                .click();
        assertThat(window.problems()).isVisible();
        camera.take(window, "forgot-password-problems");
        window.go("/forgot-password?with=onboarding-code");
        camera.take(window, "forgot-password-handed-over");
        window.go("/sign-in");
        new Walk(window).signIn(eleni);
        camera.takeAll(window, "second-factor");
        window.typeCode("12").press(words.code().button());
        assertThat(window.problems()).isVisible();
        camera.take(window, "second-factor-wrong");
        window.go("/second-factor/recovery-code");
        camera.takeAll(window, "second-factor-recovery-code");
        window.go("/second-factor/onboarding-code");
        camera.takeAll(window, "second-factor-onboarding-code");
        window.go("/second-factor");
        window.typeCode(phone.code()).press(words.code().button());
        assertThat(window.page().locator("ul.cards")).isVisible();
        usedCode(window, eleni, phone);
    }

    private void usedCode(Window window, Demo.Person eleni, Phone phone) {
        window.go("/account").pressAbove(window.words().signIn().signOut());
        new Walk(window).signIn(eleni);
        window.typeCode(phone.sameCode()).press(window.words().code().button());
        assertThat(window.problems()).isVisible();
        camera.take(window, "second-factor-used-code");
        window.typeCode(phone.code()).press(window.words().code().button());
        assertThat(window.page().locator("#used-codes")).isVisible();
        camera.takeAll(window, "account-used-code");
    }

    private void sleeping(Window window, Windows windows) {
        var maria = windows.open(window.demo(), window.words());
        new Walk(maria).signIn(window.demo().person("maria"));
        maria.go("/admin").follow("Eleni Papadaki");
        maria.page().locator("input[name=choice][value=exempt]").check();
        maria.page().locator("form[action$='/requirement'] button").click();
        maria.page().locator("#why").fill("Left the board");
        maria.page().locator("main form button").click();
        assertThat(maria.page().locator("[role=status]")).isVisible();
        window.go("/account");
        assertThat(window.page().locator("li.asleep").first()).isVisible();
        camera.takeAll(window, "account-asleep");
        window.page().locator("ul.cards > li").first().locator(".actions a").click();
        camera.take(window, "app-password-delete");
        window.go("/set-up");
        camera.take(window, "not-required");
    }
}
