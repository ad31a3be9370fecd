package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;

/// Whoever is not asked for a second factor sees no options; Maria, the admin, decides who is.
@ExtendWith(InChromium.class)
class WhoNeedsItTest {
    private static final Words WORDS = Words.ENGLISH;
    private static final String WHY =
            "Olive & Pine does not require a second step when you sign in, so your apps go on "
                    + "with your account password and app passwords are not needed.";
    private Demo demo;

    @BeforeEach
    void start() {
        demo = Demo.start();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void nikosSeesOneSentenceAndNoOptionsAndTheRoutesRefuse(Windows windows) {
        var window = signedIn("nikos", windows);

        window.isTitled("Hello Nikos Marinos").says(WHY);
        assertThat(window.page().locator("main").getByRole(AriaRole.BUTTON)).hasCount(0);
        assertThat(window.page().locator("main").getByRole(AriaRole.LINK)).hasText(new String[] {
            "Change your password", "Signed-in browsers", "Activity of the last 30 days", "Sign-ins of the last 30 days"
        });
        for (var path : new String[] {"/set-up", "/set-up/next", "/app-passwords/new", "/second-factor"}) {
            assertThat(window.open(path).status()).as(path).isEqualTo(403);
            window.says("A second step is not required when you sign in");
        }
        var nikos = demo.person("nikos");
        assertThat(demo.verifyPort().imap(nikos.user(), nikos.password())).isEqualTo(200);
    }

    @Test
    void nikosIsNoAdmin(Windows windows) {
        var window = signedIn("nikos", windows);

        assertThat(window.open("/admin").status()).isEqualTo(403);
        window.isTitled("For administrators");
    }

    @Test
    void onceMariaRequiresItNikosIsAskedToSetItUp(Windows windows) {
        var nikos = signedIn("nikos", windows);
        var maria = signedIn("maria", windows).follow("Administration").follow("Nikos Marinos");

        choose(maria, "Require a second factor");

        maria.says("The decision holds from now on.").says("To be set up");
        nikos.go("/account").isTitled(WORDS.setUp().title());
        setsUpWithAContactOfHisOwn(nikos);
    }

    // Nobody has put a contact on record for him, so he is asked for one.
    private void setsUpWithAContactOfHisOwn(Window window) {
        var walk = new Walk(window);
        walk.setItUpNow();
        walk.registerApp();
        window.isTitled("Where can we reach you?")
                .type("Mail address", "nikos@home.example")
                .press(WORDS.setUp().send());
        window.typeCode(walk.codeByMail()).press(WORDS.setUp().verify());
        var letters = walk.next();
        var nikos = demo.person("nikos");
        assertThat(demo.verifyPort().imap(nikos.user(), letters)).isEqualTo(200);
        assertThat(demo.verifyPort().imap(nikos.user(), nikos.password())).isEqualTo(401);
    }

    @Test
    void whenItIsNoLongerRequiredAppPasswordsSleepAndTheyWakeAgain(Windows windows) {
        var eleni = demo.person("eleni");
        var letters = Walk.whole(windows.open(demo, WORDS), eleni).letters();
        var maria = signedIn("maria", windows).follow("Administration").follow("Eleni Papadaki");

        choose(maria, "Do not require one");
        assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(401);
        assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(200);

        choose(maria, "Require a second factor");
        assertThat(demo.verifyPort().imap(eleni.user(), letters)).isEqualTo(200);
        assertThat(demo.verifyPort().imap(eleni.user(), eleni.password())).isEqualTo(401);
    }

    @Test
    void aDecisionForEverybodyIsPreviewedBeforeItHolds(Windows windows) {
        var maria = signedIn("maria", windows).go("/admin/requirements");
        var yannis = demo.add("yannis", "Yannis Alexiou");

        maria.page().locator("#choice-everybody").selectOption("require");
        maria.press("Preview");
        maria.isTitled("What will happen").says("3 people are required to have a second factor by this");
        maria.page().locator("#why").fill("MFA for everybody");
        // Maria is one of everybody, and has nothing set up either.
        maria.press("Decide it").isTitled(WORDS.setUp().title());

        signedIn(yannis, windows).isTitled(WORDS.setUp().title());
    }

    @Test
    void whoMayPutItOffGoesOnWithoutIt(Windows windows) {
        demo.stop();
        demo.serve("policy:\n  grace-days: 7\n");
        var window = signedIn(demo.person("eleni"), windows);

        window.isTitled(WORDS.setUp().title()).follow("Not now (7 days left)");

        window.isTitled("Hello Eleni Papadaki").says("but it is not set up yet");
        assertThat(window.page()
                        .locator("main")
                        .getByRole(AriaRole.LINK, named(WORDS.setUp().now())))
                .isVisible();
    }

    private Window signedIn(String name, Windows windows) {
        return signedIn(demo.person(name), windows);
    }

    private Window signedIn(Demo.Person person, Windows windows) {
        var window = windows.open(demo, WORDS);
        new Walk(window).signIn(person);
        return window;
    }

    private static void choose(Window maria, String choice) {
        maria.page()
                .getByLabel(choice, new Page.GetByLabelOptions().setExact(false))
                .check();
        maria.press("Preview").isTitled("What will happen");
        maria.page().locator("#why").fill("As decided on Monday");
        maria.press("Decide it").says("The decision holds from now on.");
        maria.page().waitForURL("**/admin/people/*");
    }

    private static com.microsoft.playwright.Locator.GetByRoleOptions named(String name) {
        return new com.microsoft.playwright.Locator.GetByRoleOptions()
                .setName(name)
                .setExact(true);
    }
}
