package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// What Eleni sees while an app of hers tries to sign in, and where a mail leads her whose app was shut out.
@ExtendWith(InChromium.class)
class WaitingForTheAppTest {
    private static final Pattern LINK = Pattern.compile("/app-passwords/new\\?app=[a-z0-9]+");
    // What apps send is written down every five seconds.
    private static final double SOON = 30_000;

    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePageSaysWhatCameInsteadAndTurnsGreenAtTheFirstSignIn(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, words);
            var letters = Walk.whole(window, eleni).letters();
            var status = window.page().locator("#waiting-status");
            assertThat(status).isHidden();

            window.press(words.secret().copy());
            assertThat(status).isVisible();
            assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(401);
            becomes(status, "caution");
            assertThat(status).containsText("192.0.2.7");
            camera.takeAll(window, "waiting-instead");

            assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(200);
            becomes(status, "good");
            assertThat(status).containsText("192.0.2.7");
            camera.takeAll(window, "waiting-arrived");

            window.go("/account/sign-ins");
            assertThat(window.page().locator("table.people")).containsText("192.0.2.7");
            camera.takeAll(window, "sign-ins");
        }
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void theMailOfAnAppThatWasShutOutLeadsToAnAppPasswordForIt(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var kit = Walk.whole(windows.open(demo, words), eleni);
            var outbox = demo.outbox();
            assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(401);
            var link = LINK.matcher(outbox.next("account-password-refused"));
            assertThat(link.find()).isTrue();

            var window = windows.open(demo, words);
            window.go(link.group());
            new Walk(window).signIn(eleni, kit.phone());

            assertThat(window.page().locator("#label")).not().hasValue("");
            assertThat(window.page().locator("#protocol-imap")).isChecked();
            assertThat(window.page().locator("#protocol-ldap")).not().isChecked();
            camera.takeAll(window, "rescue-form");
            window.press(words.account().makeIt());
            var letters = new Walk(window).shownAppPassword();
            assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(200);
        }
    }

    private static void becomes(Locator status, String kind) {
        assertThat(status)
                .hasClass(
                        Pattern.compile("\\b" + kind + "\\b"),
                        new LocatorAssertions.HasClassOptions().setTimeout(SOON));
    }
}
