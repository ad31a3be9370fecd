package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// An admin sees what happened: on charts, in the audit log, and as it happens.
@ExtendWith(InChromium.class)
class AuditLogTest {
    private static final int MAY = 200;
    private static final int MAY_NOT = 401;

    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    private static Locator rows(Window window, String text) {
        return window.page().locator("#entries tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesOfTheLogAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var nikos = demo.person("nikos");
            assertThat(demo.verifyPort().imap(nikos.user(), nikos.password())).isEqualTo(MAY);
            assertThat(demo.verifyPort().imap(nikos.user(), "not-his-password")).isEqualTo(MAY_NOT);
            var maria = windows.open(demo, words);
            new Walk(maria).signIn(demo.person("maria"));
            maria.go("/admin/audit?about=" + nikos.user());
            Awaitility.await("what the app did").untilAsserted(() -> {
                maria.page().reload();
                assertThat(rows(maria, "wrong-secret").count()).isOne();
            });
            maria.go("/admin/audit");
            camera.takeAll(maria, "admin-audit");
            maria.go("/admin/audit?by=the+butler");
            assertThat(maria.problems()).isVisible();
            camera.take(maria, "admin-audit-problems");
            maria.go("/admin/audit?about=" + nikos.user());
            rows(maria, "wrong-secret").locator("a").first().click();
            assertThat(maria.page().locator("dl")).isVisible();
            camera.take(maria, "admin-audit-entry");
            maria.go("/admin/audit");
            maria.page().locator("form[action='/admin/audit/verify'] button").click();
            Awaitility.await("the check").untilAsserted(() -> {
                maria.page().reload();
                assertThat(maria.page().locator("#check .note.good").count()).isOne();
            });
            camera.take(maria, "admin-audit-whole");
            maria.go("/admin/overview");
            assertThat(maria.page().locator("svg.bars")).hasCount(2);
            camera.takeAll(maria, "admin-overview");
        }
    }

    @Test
    void whatHappensAppearsByItself(Windows windows) {
        try (var demo = Demo.start()) {
            var nikos = demo.person("nikos");
            var maria = windows.open(demo, Words.GREEK);
            new Walk(maria).signIn(demo.person("maria"));
            maria.go("/admin/audit?about=" + nikos.user() + "&what=app-sign-in-rejected");
            maria.page().locator("[data-follow]").click();
            assertThat(maria.page().locator("[data-follow]")).hasAttribute("aria-pressed", "true");

            demo.verifyPort().imap(nikos.user(), "not-his-password");

            Awaitility.await("the entry, without loading the page again")
                    .untilAsserted(() ->
                            assertThat(rows(maria, "wrong-secret").count()).isOne());
        }
    }
}
