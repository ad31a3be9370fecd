package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// From a new device to the sheet of paper with its password, in every language.
@ExtendWith(InChromium.class)
class HandingOverTest {
    // 105 by 148 mm in points of 1/72 inch, rounded either way.
    private static final Pattern A6 = Pattern.compile("/MediaBox \\[0 0 29[78](\\.\\d+)? (419|420)(\\.\\d+)?]");

    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void aPasswordIsHandedOver(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var maria = windows.open(demo, words);
            new Walk(maria).signIn(demo.person("maria"));
            make(maria, demo.person("nikos").user());
            camera.takeAll(maria, "admin-device");
            var device = maria.path();
            maria.go("/admin/devices");
            camera.takeAll(maria, "admin-devices");
            maria.go(device + "/card");
            camera.take(maria, "admin-device-card-new");
            var link = card(maria);
            camera.take(maria, "admin-device-card");
            maria.page().reload();
            maria.isTitled(words.secret().alreadyShown());
            camera.take(maria, "admin-device-card-shown");
            maria.go(link);
            press(maria, "form[action='/card'] button");
            camera.take(maria, "card-own");
            collect(windows.open(demo, words), link);
            owner(windows.open(demo, words), demo.person("nikos"));
            maria.go(device + "/delete");
            camera.take(maria, "admin-device-delete");
        }
    }

    private void make(Window maria, String owner) {
        maria.go("/admin/devices/new");
        camera.takeAll(maria, "admin-device-form");
        maria.page().locator("#name").fill("Σαρωτής / Scanner");
        maria.page().locator("#username").fill("scanner@olive.example");
        maria.page().locator("#owner").fill(owner);
        maria.page().locator("#senders").fill("scan@");
        press(maria, "form[action='/admin/devices/new'] button[type=submit]");
        assertThat(maria.problems()).isVisible();
        camera.take(maria, "admin-device-form-wrong");
        maria.page().locator("#senders").fill("scanner@olive.example");
        press(maria, "form[action='/admin/devices/new'] button[type=submit]");
        assertThat(maria.page().locator("[role=status]").first()).isVisible();
    }

    private static String card(Window maria) {
        maria.page().locator("#to-maker").check();
        press(maria, "form[action$='/card'] button[type=submit]");
        var link = URI.create(maria.page().locator("#app-password").innerText());
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    private void collect(Window collector, String link) {
        collector.go(link);
        camera.takeAll(collector, "card");
        press(collector, "form[action='/card'] button");
        assertThat(collector.page().locator("#app-password")).isVisible();
        camera.takeAll(collector, "card-shown");
        var paper = new String(
                collector.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
        assertThat(A6.matcher(paper).results().count())
                .as(
                        "one sheet of A6, found %s",
                        Pattern.compile("/MediaBox[^\\]]*]")
                                .matcher(paper)
                                .results()
                                .map(box -> box.group())
                                .toList())
                .isEqualTo(1);
        collector.go(link);
        camera.take(collector, "card-gone");
    }

    private void owner(Window nikos, Demo.Person person) {
        new Walk(nikos).signIn(person);
        nikos.go("/account/devices");
        camera.takeAll(nikos, "account-devices");
        press(nikos, "form[action$='/pause'] button");
        assertThat(nikos.page().locator("form[action$='/resume'] button")).isVisible();
    }

    private static void press(Window window, String button) {
        window.page().locator("main " + button).click();
    }
}
