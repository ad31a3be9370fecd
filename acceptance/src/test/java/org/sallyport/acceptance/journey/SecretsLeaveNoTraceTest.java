package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Phone;

/// What somebody finds who gets at the browser, its disk, the server's log or its database after the secrets were
/// shown.
@ExtendWith(InChromium.class)
class SecretsLeaveNoTraceTest {
    private static final Words WORDS = Words.ENGLISH;

    @Test
    void T38_T39_neitherProfileNorLogNorDatabaseHoldsTheKeyOrTheAppPassword(
            Chromium chromium, Windows windows, @TempDir Path profile) throws Exception {
        try (var demo = Demo.start()) {
            var options = new BrowserType.LaunchPersistentContextOptions().setLocale(WORDS.tag());
            var window = windows.adopt(chromium.openProfile(profile, options), demo, WORDS)
                    .go("/sign-in");
            var walk = new Walk(window);
            walk.signIn(demo.person("eleni"));
            walk.setItUpNow();
            walk.chooseApp();
            var key = walk.manualKey();
            window.typeCode(new Phone(key).code()).press(WORDS.code().button());
            walk.verifyContact();
            var letters = walk.next();
            window.follow(WORDS.secret().done()).isTitled("Hello Eleni Papadaki");
            window.page().goBack();
            window.isTitled(WORDS.secret().alreadyShown());
            window.page().context().close();

            assertThat(Traces.of("localhost", profile)).as("the search itself").isNotEmpty();
            var places = new Path[] {profile, demo.data(), demo.log()};
            assertThat(Traces.ofKey(key, places)).isEmpty();
            assertThat(Traces.of(letters, places)).isEmpty();
            assertThat(Traces.of(letters.replace(" ", ""), places)).isEmpty();
            assertThat(Traces.of(letters.substring(0, 6) + "</span>", places)).isEmpty();
            assertThat(Files.size(demo.log())).isPositive();
        }
    }

    @Test
    void T38_theKeyIsInNoAddressAndIsNotShownAgain(Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, WORDS);
            var walk = new Walk(window);
            walk.signIn(demo.person("eleni"));
            walk.setItUpNow();
            var asked = new java.util.concurrent.CopyOnWriteArrayList<String>();
            window.page().onRequest(request -> asked.add(request.url()));
            walk.chooseApp();
            var key = walk.manualKey();

            window.page().reload();
            assertThat(window.page().locator(".qr")).hasCount(0);
            window.says("The picture was already shown.").saysNothingOf(key);
            window.go("/account");
            window.page().goBack();
            assertThat(window.page().locator(".qr")).hasCount(0);
            window.saysNothingOf(key);

            assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(demo.url() + "/"));
            assertThat(asked).noneMatch(url -> url.contains("otpauth") || url.contains("secret"));
            assertThat(asked).noneMatch(url -> url.contains(key.replace(" ", "")));
        }
    }

    @Test
    void T39_backAndReloadNeverShowTheAppPasswordAgain(Windows windows) {
        try (var demo = Demo.start()) {
            var window = windows.open(demo, WORDS);
            var group = Walk.whole(window, demo.person("eleni")).letters().substring(0, 6);
            assertThat(window.page().locator("input[value*='" + group + "']")).hasCount(0);
            assertThat(window.page().url()).doesNotContain(group);

            window.page().reload();
            window.isTitled(WORDS.secret().alreadyShown()).saysNothingOf(group);
            window.go("/account");
            window.page().goBack();
            window.saysNothingOf(group);
            window.page().goForward();
            window.saysNothingOf(group);
            var other = windows.openWith(window.cookies(), demo, WORDS).go("/set-up/next");
            other.saysNothingOf(group);
        }
    }
}
