package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// Every page of the product, but those of admins, in every language: nobody is kept out (WCAG 2.2 AA, as far as
/// axe-core can tell), nothing is wider than a phone, and a picture of each is there to look at.
@ExtendWith(InChromium.class)
class RarePagesTest {
    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesForAMissingContactAndForPuttingOffAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var zoe = demo.add("zoe", "Zoe Hill", "--language", words.tag(), "--require-mfa");
            var yannis = demo.add("yannis", "Yannis Alexiou", "--language", words.tag(), "--require-mfa");
            var kostas = demo.add("kostas", "Kostas Ioannou", "--language", words.tag(), "--require-mfa");
            upToTheContact(windows.open(demo, words), zoe, "set-up-contact");
            demo.stop();
            demo.serve("policy:\n  missing-contact: onboarding-code\n  grace-days: 3\n");
            upToTheContact(windows.open(demo, words), yannis, "set-up-onboarding-code");
            var second = windows.open(demo, words);
            new Walk(second).signIn(demo.person("eleni"));
            camera.take(second, "set-up-start-may-be-put-off");
            second.go("/account");
            camera.take(second, "account-put-off");
            demo.stop();
            demo.serve("policy:\n  missing-contact: refuse\n");
            upToTheContact(windows.open(demo, words), kostas, "set-up-no-contact");
        }
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesThatAreRarelyNeededAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            demo.stop();
            demo.serve("policy:\n  close-account: by-person\n  app-passwords-bind-on-first-use: both\n");
            var eleni = demo.person("eleni");
            var window = windows.open(demo, words);
            var letters = Walk.whole(window, eleni).letters();
            refusedElsewhere(window, eleni, letters);
            twoMethods(window);
            wakingAndClosing(window, eleni);
        }
    }

    private void refusedElsewhere(Window window, Demo.Person eleni, String letters) {
        var port = window.demo().verifyPort();
        assertThat(port.imap(eleni.user(), letters)).isEqualTo(200);
        assertThat(port.ask(eleni.user(), letters, "imap", "198.51.100.9")).isEqualTo(401);
        window.go("/account");
        var allow = window.page().locator("#elsewhere ~ ul a[href$='/allow']");
        Awaitility.await("the note of the refusal").untilAsserted(() -> {
            window.page().reload();
            assertThat(allow.count()).isOne();
        });
        camera.take(window, "account-refused-elsewhere");
        allow.click();
        assertThat(window.page().locator("form[action$='/allow']")).isVisible();
        camera.take(window, "app-password-allow");
    }

    private void twoMethods(Window window) {
        window.go("/account/methods/new");
        window.page().locator("form[action='/account/methods/new'] button").click();
        assertThat(window.page().locator("input[name=method]").first()).isVisible();
        new Walk(window).registerApp();
        assertThat(window.page().locator("ul.cards > li")).hasCount(2);
        camera.take(window, "methods-two");
        window.page().locator("a[href$='/remove']").first().click();
        assertThat(window.page().locator("form[action$='/remove']")).isVisible();
        camera.take(window, "method-remove");
    }

    private void wakingAndClosing(Window window, Demo.Person eleni) {
        var next = "lanterns light the long quay";
        window.go("/account/password");
        window.page().locator("#present").fill(eleni.password());
        window.page().locator("#password").fill(next);
        window.page().locator("#again").fill(next);
        window.page().locator("input[name=then][value=sleep]").check();
        window.page()
                .locator("form[action='/account/password'] button[type=submit]")
                .click();
        window.page().locator("a[href$='/wake']").click();
        assertThat(window.page().locator("form[action$='/wake']")).isVisible();
        camera.take(window, "app-password-wake");
        window.go("/account/close");
        camera.take(window, "account-close");
        window.page().locator("#present").fill(next);
        window.page()
                .locator("form[action='/account/close'] button[type=submit]")
                .click();
        assertThat(window.page().locator("#present")).hasCount(0);
        camera.take(window, "account-closed");
    }

    private void upToTheContact(Window window, Demo.Person person, String name) {
        var walk = new Walk(window);
        walk.signIn(person);
        walk.setItUpNow();
        walk.registerApp();
        assertThat(window.page().locator("ol.steps li:nth-child(3)[aria-current=step]"))
                .isVisible();
        camera.takeAll(window, name);
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesOfTheFirstStartAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.withoutPeople()) {
            var window = windows.open(demo, words).go(demo.firstAdminPath());
            camera.takeAll(window, "first-admin");
            window.page().locator("main form button[type=submit]").click();
            assertThat(window.problems()).isVisible();
            camera.take(window, "first-admin-problems");
            window.page().locator("#name").fill("maria@olive.example");
            window.page().locator("#displayName").fill("Maria Kalogera");
            window.page().locator("#mail").fill("maria@home.example");
            window.page().locator("#password").fill("thyme-lantern-orchid-7");
            window.page().locator("#again").fill("thyme-lantern-orchid-7");
            window.page().locator("main form button[type=submit]").click();
            assertThat(window.page().locator("main form")).hasCount(0);
            camera.take(window, "first-admin-done");
            window.go(demo.firstAdminPath());
            camera.take(window, "first-admin-gone");
        }
    }
}
