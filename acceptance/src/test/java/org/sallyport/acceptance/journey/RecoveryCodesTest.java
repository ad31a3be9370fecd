package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;

/// The sheet of recovery codes: on the screen, on paper, in a file, and on the day on which the phone is lost.
@ExtendWith(InChromium.class)
class RecoveryCodesTest {
    private static final String PATH = "/account/methods/recovery-codes";

    @Test
    void theSheetGoesOnPaperAndIntoAFile(Windows windows) throws IOException {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, Words.ENGLISH);
            Walk.whole(window, demo.person("eleni"));
            var codes = makeCodes(window);

            window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(window.page().locator("#recovery-codes")).isVisible();
            assertThat(window.page().locator("#print")).isHidden();
            assertThat(window.page().locator("header.bar")).isHidden();
            window.picture(Camera.FOLDER.resolve("en/recovery-codes-on-paper.png"));
            window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            var file = window.page()
                    .waitForDownload(() -> window.page().locator("#download").click());
            assertThat(file.suggestedFilename()).isEqualTo("recovery-codes.txt");
            try (var saved = file.createReadStream()) {
                assertThat(new String(saved.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("Recovery codes of eleni")
                        .contains(codes);
            }
        }
    }

    @Test
    void T39_backAndReloadNeverShowTheCodesAgain(Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, Words.ENGLISH);
            Walk.whole(window, demo.person("eleni"));
            var code = makeCodes(window).getFirst();
            assertThat(window.page().url()).doesNotContain(code);

            window.page().reload();
            window.isTitled(Words.ENGLISH.secret().alreadyShown()).saysNothingOf(code);
            window.go("/account");
            window.page().goBack();
            window.saysNothingOf(code);
            window.page().goForward();
            window.saysNothingOf(code);
            assertThat(Traces.of(code, demo.data(), demo.log())).isEmpty();
        }
    }

    @Test
    void aCodeSignsInWithoutThePhoneAndTheOwnerHearsOfIt(Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, Words.GREEK);
            Walk.whole(window, eleni);
            var code = makeCodes(window).getFirst();
            window.go("/account").pressAbove(Words.GREEK.signIn().signOut());

            new Walk(window).signIn(eleni);
            window.follow("Πληκτρολόγηση κωδικού ανάκτησης")
                    .typeCode(code.toLowerCase(java.util.Locale.ROOT))
                    .press(Words.GREEK.code().button());

            window.says("Συνδεθήκατε με κωδικό ανάκτησης").says("Σας απομένουν 9 κωδικοί ανάκτησης.");
            assertThat(window.path()).isEqualTo("/account/methods");
            new Camera().takeAll(window, "methods-recovered");
        }
    }

    private static List<String> makeCodes(Window window) {
        window.go(PATH).page().locator("main form button[type=submit]").click();
        var codes = window.page().locator("#recovery-codes li");
        assertThat(codes).hasCount(10);
        return codes.allInnerTexts();
    }
}
