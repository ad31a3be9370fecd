package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Phone;

/// Signing in when the second factor is in force.
@ExtendWith(InChromium.class)
class LaterSignInTest {
    private static final Words WORDS = Words.GREEK;
    private static Demo demo;
    private static Demo.Person eleni;
    private static Phone phone;
    private static String letters;

    @BeforeAll
    static void eleniSetsItUp(Chromium chromium) {
        demo = Demo.start();
        eleni = demo.person("eleni");
        try (var windows = new Windows(chromium)) {
            var kit = Walk.whole(windows.open(demo, WORDS), eleni);
            phone = kit.phone();
            letters = kit.letters();
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void thePasswordAloneOpensNoPage(Windows windows) {
        var window = windows.open(demo, WORDS);
        new Walk(window).signIn(eleni);

        window.go("/account");

        assertThat(window.path()).isEqualTo("/second-factor/authenticator-app");
        window.isTitled(WORDS.code().title());
    }

    @Test
    void aCodeIsTakenOnce(Windows windows) {
        var window = windows.open(demo, WORDS);
        new Walk(window).signIn(eleni, phone);
        window.isTitled("Γεια σας, Eleni Papadaki").pressAbove(WORDS.signIn().signOut());
        window.says("Έχετε αποσυνδεθεί.");

        new Walk(window).signIn(eleni);
        window.typeCode(phone.sameCode()).press(WORDS.code().button());

        assertThat(window.problems()).containsText("Ο κωδικός αυτός έχει ήδη χρησιμοποιηθεί:");
        assertThat(window.path()).isEqualTo("/second-factor/authenticator-app");
    }

    @Test
    void aPhoneWithASlowClockIsToldHowToSetIt(Windows windows) {
        var window = windows.open(demo, WORDS);
        new Walk(window).signIn(eleni);

        window.typeCode(phone.codeWithClockFastBy(Duration.ofMinutes(-5)))
                .press(WORDS.code().button());

        assertThat(window.problems()).containsText("Το ρολόι του τηλεφώνου σας πηγαίνει περίπου 5 λεπτά πίσω.");
        window.says("Πώς ρυθμίζεται το ρολόι");
    }

    @Test
    void anAppPasswordOpensNoPage(Windows windows) {
        var window = windows.open(demo, WORDS);
        new Walk(window).typeNameAndPassword(new Demo.Person(eleni.user(), letters));

        window.press(WORDS.signIn().button());

        assertThat(window.problems()).containsText("Λανθασμένο όνομα χρήστη ή κωδικός πρόσβασης.");
    }

    @Test
    void whoSignedOutIsOutAlsoWithTheOldCookie(Windows windows) {
        var window = windows.open(demo, WORDS);
        new Walk(window).signIn(eleni, phone);
        var thief = windows.openWith(window.cookies(), demo, WORDS);
        thief.go("/account").isTitled("Γεια σας, Eleni Papadaki");

        window.pressAbove(WORDS.signIn().signOut()).isTitled(WORDS.signIn().title());

        thief.go("/account").isTitled(WORDS.signIn().title());
    }
}
