package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;

/// What a demo with a folder of its own remembers.
@ExtendWith(InChromium.class)
class RestartTest {
    private static final Words WORDS = Words.GREEK;

    @Test
    void aRestartKeepsSessionsAppPasswordsAndWhoIsHalfWay(Windows windows) {
        try (var demo = Demo.start()) {
            var eleni = demo.person("eleni");
            var window = windows.open(demo, WORDS);
            var letters = Walk.whole(window, eleni).letters();
            window.follow(WORDS.secret().done());
            var zoe = demo.add("zoe", "Zoe Hill", "--language", "el", "--contact", "zoe@home.example", "--require-mfa");
            var halfWay = windows.open(demo, WORDS);
            var walk = new Walk(halfWay);
            walk.signIn(zoe);
            walk.setItUpNow();
            walk.registerApp();

            assertThat(demo.stop()).as("exit code").isZero();
            demo.startAgain();

            assertThat(demo.person("eleni")).isEqualTo(eleni);
            assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(200);
            assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(401);
            window.go("/account").isTitled("Γεια σας, Eleni Papadaki");
            assertThat(window.page().locator("ul.cards > li")).hasCount(1);
            halfWay.go("/");
            new Walk(halfWay).setItUpNow();
            new Walk(halfWay).verifyContact();
            new Walk(halfWay).next();
        }
    }
}
