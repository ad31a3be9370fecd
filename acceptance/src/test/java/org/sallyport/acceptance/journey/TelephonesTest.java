package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Gateway;

/// Codes by text and by mail in Chromium, with a provider on this machine that has Twilio's API: from "Set it up now"
/// to signing in, and pictures of every page on the way.
@ExtendWith(InChromium.class)
class TelephonesTest {
    private static final Pattern ACCOUNT = Pattern.compile("/account$");

    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void aTelephoneLeadsToAnAppPasswordAndItsCodesSignInLater(Words words, Windows windows) throws IOException {
        try (var gateway = Gateway.open();
                var demo = Demo.start()) {
            connect(demo, gateway);
            var eleni = demo.person("eleni");
            var window = windows.open(demo, words);
            var walk = new Walk(window);
            walk.signIn(eleni);
            walk.setItUpNow();
            setUpPhone(window, gateway);
            walk.verifyContact();
            var letters = walk.next();
            assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(200);
            assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(401);

            addMailbox(window, walk);
            window.go("/account").pressAbove(words.signIn().signOut());
            walk.typeNameAndPassword(eleni);
            window.press(words.signIn().button());
            signInByText(window, gateway);
            window.go("/account").pressAbove(words.signIn().signOut());
            walk.typeNameAndPassword(eleni);
            window.press(words.signIn().button());
            signInByMail(window, walk);
        }
    }

    private void setUpPhone(Window window, Gateway gateway) {
        choose(window, "phone");
        assertThat(window.page().locator("#number")).isVisible();
        camera.takeAll(window, "set-up-phone");
        window.page().locator("#number").fill("690 12");
        send(window, "/set-up/phone").click();
        assertThat(window.problems()).isVisible();
        camera.take(window, "set-up-phone-wrong");
        assertThat(gateway.isEmpty()).isTrue();
        window.page().locator("#country").selectOption("GR");
        window.page().locator("#number").fill("690 123 4567");
        send(window, "/set-up/phone").click();
        assertThat(window.page().locator("#code")).isVisible();
        camera.takeAll(window, "set-up-phone-code");
        var text = gateway.next();
        assertThat(text.to()).isEqualTo("+306901234567");
        assertThat(text.text()).contains("\n@localhost #");
        window.typeCode("12 34 5x").press(window.words().setUp().verify());
        assertThat(window.problems()).isVisible();
        camera.take(window, "set-up-phone-code-wrong");
        window.typeCode(text.code()).press(window.words().setUp().verify());
    }

    private void addMailbox(Window window, Walk walk) {
        window.go("/account/methods/new");
        send(window, "/account/methods/new").click();
        assertThat(window.page().locator("input[name=method][value=mailbox]")).isVisible();
        camera.takeAll(window, "set-up-method-every-kind");
        choose(window, "mailbox");
        assertThat(window.page().locator("#address")).isVisible();
        camera.takeAll(window, "set-up-mailbox");
        window.page().locator("#address").fill("eleni@olive.example");
        send(window, "/set-up/mailbox").click();
        assertThat(window.problems()).isVisible();
        camera.take(window, "set-up-mailbox-of-ours");
        window.page().locator("#address").fill("eleni@pine.example");
        send(window, "/set-up/mailbox").click();
        assertThat(window.page().locator("#code")).isVisible();
        camera.takeAll(window, "set-up-mailbox-code");
        window.typeCode(walk.codeByMail()).press(window.words().setUp().verify());
        assertThat(window.page().locator("ul.cards > li")).hasCount(2);
        camera.takeAll(window, "methods-phone-and-mailbox");
    }

    private void signInByText(Window window, Gateway gateway) {
        window.isTitled(window.words().code().title());
        assertThat(window.page()).hasURL(Pattern.compile("/second-factor/phone$"));
        assertThat(gateway.isEmpty()).as("nothing is sent unasked").isTrue();
        camera.takeAll(window, "second-factor-phone");
        send(window, "/second-factor/phone/code").click();
        assertThat(window.page().locator("#code")).isVisible();
        camera.takeAll(window, "second-factor-phone-sent");
        window.typeCode("12 34 5x").press(window.words().code().button());
        assertThat(window.problems()).isVisible();
        camera.take(window, "second-factor-phone-wrong");
        window.typeCode(gateway.next().code()).press(window.words().code().button());
        assertThat(window.page()).hasURL(ACCOUNT);
    }

    private void signInByMail(Window window, Walk walk) {
        window.page().locator("a[href='/second-factor/mailbox']").click();
        camera.takeAll(window, "second-factor-mailbox");
        send(window, "/second-factor/mailbox/code").click();
        assertThat(window.page().locator("#code")).isVisible();
        camera.takeAll(window, "second-factor-mailbox-sent");
        window.typeCode(walk.codeByMail()).press(window.words().code().button());
        assertThat(window.page()).hasURL(ACCOUNT);
        window.go("/account/activity");
        assertThat(window.page().locator("table.people")).isVisible();
        camera.takeAll(window, "account-activity-codes");
    }

    private static void choose(Window window, String kind) {
        window.page().locator("input[name=method][value=" + kind + "]").check();
        send(window, "/set-up/method").click();
    }

    /// The button of the form that goes there.
    private static Locator send(Window window, String action) {
        return window.page()
                .locator("form[action='" + action + "'] button[type=submit]")
                .first();
    }

    private static void connect(Demo demo, Gateway gateway) throws IOException {
        demo.stop();
        Files.writeString(demo.data().resolve("twilio.token"), Gateway.TOKEN + "\n");
        demo.serve("""
                phone:
                  provider: twilio
                  countries: [GR, CY, DE]
                  twilio:
                    url: %s
                    account: %s
                    token: file:twilio.token
                    from: "+302101234567"
                    calls: yes
                policy:
                  mailbox-codes: yes
                  remember-device-days: 30
                  mail-domains: [olive.example]
                """.formatted(gateway.url(), Gateway.ACCOUNT));
    }
}
