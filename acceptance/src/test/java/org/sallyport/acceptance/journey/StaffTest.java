package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
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

            // What was begun without a role has ended.
            eleni.go("/admin");
            assertThat(eleni.page()).hasURL(Pattern.compile("/sign-in\\?next=/admin$"));
            new Walk(eleni).signIn(demo.person("eleni"));
            assertThat(eleni.page()).hasURL(Pattern.compile("/second-factor/passkey\\?next=/admin$"));
            PasskeysTest.ask(eleni).click();
            assertThat(eleni.page()).hasURL(Pattern.compile("/admin$"));
            assertThat(eleni.page().locator("table.people")).isVisible();
            makeAToken(eleni);
        }
    }

    private void makeAToken(Window eleni) {
        eleni.go("/admin/tokens/new");
        eleni.page().locator("#name").fill("Nightly list");
        eleni.page().locator("input[name=scopes][value=people-see]").check();
        eleni.page().locator("input[name=scopes][value=codes-make]").check();
        camera.takeAll(eleni, "admin-token-new");
        eleni.page()
                .locator("form[action='/admin/tokens/new'] button[type=submit]")
                .click();
        assertThat(eleni.page().locator("#token")).hasText(Pattern.compile("slp_[A-Z2-7]{59}"));
        var token = eleni.page().locator("#token").innerText().strip();
        camera.take(eleni, "admin-token-made");
        eleni.go("/admin/tokens");
        camera.takeAll(eleni, "admin-tokens");
        eleni.go("/admin/api");
        camera.takeAll(eleni, "admin-api");
        tryTheApi(eleni, token);
        eleni.go("/admin/tokens/shown");
        camera.take(eleni, "admin-token-shown");
        eleni.go("/admin/tokens");
        eleni.page().locator("form[action='/admin/tokens/revoke'] button").click();
        assertThat(eleni.page().locator("[role=status]")).isVisible();
        assertThat(eleni.page().locator("table")).hasCount(0);
    }

    private void tryTheApi(Window eleni, String token) {
        var typed = eleni.page().locator("#api-token");
        typed.fill("slp_of_nobody");
        assertThat(tried(eleni, "get-api-v1-people", Map.of())).containsText("401");
        typed.fill(token);
        var listed = tried(eleni, "get-api-v1-people", Map.of("user_name", "nikos@olive.example"));
        assertThat(listed).containsText(Pattern.compile("^200\\s.*\"nikos@olive.example\"", Pattern.DOTALL));
        var id = listed.innerText().replaceFirst("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertThat(tried(eleni, "get-api-v1-people-id", Map.of("id", id)))
                .containsText(Pattern.compile("^200\nETag: \"\\S+\"\n\n\\{\"id\":\"" + id));
        // With the body that the page proposes.
        assertThat(tried(eleni, "post-api-v1-people-id-onboarding-codes", Map.of("id", id)))
                .containsText(Pattern.compile("^201\n\n\\{\"code\":"));
        assertThat(tried(eleni, "post-api-v1-people-id-sign-out", Map.of("id", id)))
                .containsText(Pattern.compile("^403\\s.*not-for-this-token", Pattern.DOTALL));
        camera.take(eleni, "admin-api-tried");
    }

    /// The answer to an operation that is tried on the page with these parameters.
    private static Locator tried(Window window, String operation, Map<String, String> parameters) {
        var one = window.page().locator("#" + operation);
        if (one.getAttribute("open") == null) {
            one.locator("summary").click();
        }
        parameters.forEach(
                (name, value) -> one.locator("input[name=" + name + "]").fill(value));
        one.locator("form button[type=submit]").click();
        return one.locator("[data-api-answer]");
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void whatOneAdminProposesAnotherApproves(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var yannis = demo.add("yannis", "Yannis Alexiou", "--language", words.tag(), "--role", "admin");
            demo.stop();
            demo.serve("policy:\n  second-admin: [roles, exemptions]\n");
            var maria = windows.open(demo, words);
            new Walk(maria).signIn(demo.person("maria"));
            maria.go("/admin").follow("Eleni Papadaki");
            maria.go(maria.path() + "/role");
            maria.page().locator("input[name=role][value=help-desk]").check();
            maria.page().locator("#why").fill("Covers for Nikos");
            camera.take(maria, "admin-person-role-proposed");
            maria.page().locator("form[action$='/role'] button[type=submit]").click();
            assertThat(maria.page().locator("[role=status]")).isVisible();
            camera.takeAll(maria, "admin-proposals");
            maria.page().locator("main li a.button").click();
            assertThat(maria.page().locator("form[action$='/withdraw']")).isVisible();
            camera.take(maria, "admin-proposal-own");

            var other = windows.open(demo, words);
            new Walk(other).signIn(yannis);
            other.go("/admin/proposals");
            other.page().locator("main li a.button").click();
            assertThat(other.page().locator("form[action$='/approve']")).isVisible();
            camera.takeAll(other, "admin-proposal");
            other.page().locator("form[action$='/approve'] button").click();
            assertThat(other.page().locator("[role=status]")).isVisible();
            maria.go("/admin/roles");
            assertThat(maria.page().locator("table.people")).containsText("Eleni Papadaki");
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
        maria.go("/admin/servers");
        camera.takeAll(maria, "admin-servers");
        maria.go("/admin/servers/set-up");
        camera.takeAll(maria, "admin-servers-set-up");
        maria.go("/admin/sources");
        camera.takeAll(maria, "admin-sources");
        maria.go(person + "/history");
        camera.takeAll(maria, "admin-person-history");
    }
}
