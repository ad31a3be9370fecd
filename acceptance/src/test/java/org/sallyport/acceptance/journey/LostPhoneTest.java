package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// Eleni has lost her phone and has no sheet: Maria, an admin, makes her a code.
@ExtendWith(InChromium.class)
class LostPhoneTest {
    @ParameterizedTest
    @EnumSource(Words.class)
    void anOnboardingCodeLeadsToANewMethodInPlaceOfTheLostOne(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var before = windows.open(demo, words);
            var lost = Walk.whole(before, eleni).phone();
            var code = handedOver(windows.open(demo, words), "24");
            assertThat(code.replace(" ", "")).hasSize(24);

            var window = windows.open(demo, words);
            var walk = new Walk(window);
            walk.signIn(eleni);
            typeHandedOver(window, code);
            new Camera().takeAll(window, "set-up-method-replacing");
            walk.registerApp();
            assertThat(window.page().locator("[role=status]")).isVisible();
            assertThat(window.path()).isEqualTo("/account/methods");
            new Camera().takeAll(window, "methods-replaced");

            before.go("/account").isTitled(words.signIn().title());
            new Walk(before).signIn(eleni);
            before.typeCode(lost.code()).press(words.code().button());
            assertThat(before.problems()).isVisible();
        }
    }

    /// Confirms a sign-in with a code from an admin, and comes to the choice of a new method.
    static void typeHandedOver(Window window, String code) {
        window.page().locator("a[href='/second-factor/onboarding-code']").click();
        window.typeCode(code);
        window.page()
                .locator("form[action='/second-factor/onboarding-code'] button[type=submit]")
                .click();
        assertThat(window.page().locator("input[name=method]").first()).isVisible();
    }

    /// The code that an admin reads from the page.
    static String handedOver(Window maria, String hours) {
        new Walk(maria).signIn(maria.demo().person("maria"));
        maria.go("/admin").follow("Eleni Papadaki");
        maria.page().locator("#hours").selectOption(hours);
        new Camera().takeAll(maria, "admin-person-onboarding");
        maria.page().locator("form[action$='/onboarding-code'] button").click();
        var code = maria.page().locator("#onboarding-code");
        assertThat(code).isVisible();
        new Camera().takeAll(maria, "admin-onboarding-code-long");
        return String.join(" ", code.locator("span").allInnerTexts());
    }
}
