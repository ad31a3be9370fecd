package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// Somebody is looked after by staff, is given a role, and opens the administration with a passkey.
@ExtendWith(InChromium.class)
class StaffTest {
    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void whoeverIsGivenARoleOpensTheAdministrationWithAPasskey(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = windows.open(demo, words);
            SecurityKey.into(eleni);
            PasskeysTest.setUp(eleni, demo.person("eleni"));
            var maria = windows.open(demo, words);
            new Walk(maria).signIn(demo.person("maria"));
            lookAfterHer(maria);
            demo.stop();
            demo.serveWith("admins-need: nothing", "admins-need: passkey");

            eleni.go("/admin");
            assertThat(eleni.page()).hasURL(Pattern.compile("/second-factor/passkey\\?next=/admin$"));
            PasskeysTest.ask(eleni).click();
            assertThat(eleni.page()).hasURL(Pattern.compile("/admin$"));
            assertThat(eleni.page().locator("table.people")).isVisible();
        }
    }

    private void lookAfterHer(Window maria) {
        maria.go("/admin").follow("Eleni Papadaki");
        var person = maria.path();
        maria.go(person + "/access");
        camera.takeAll(maria, "admin-person-access");
        maria.page().locator("a[href$='/revoke']").first().click();
        camera.take(maria, "admin-person-revoke");
        maria.go(person + "/role");
        camera.takeAll(maria, "admin-person-role");
        maria.page().locator("input[name=role][value=help-desk]").check();
        maria.page().locator("#why").fill("Covers for Nikos");
        maria.page().locator("form[action$='/role'] button[type=submit]").click();
        assertThat(maria.page().locator("[role=status]")).isVisible();
        maria.go("/admin/roles");
        camera.takeAll(maria, "admin-roles");
        maria.go(person + "/history");
        camera.takeAll(maria, "admin-person-history");
    }
}
