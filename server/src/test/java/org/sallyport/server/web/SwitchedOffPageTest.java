package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.TypedCode;

/// An authenticator app of which a hundred codes in a row were wrong, as its owner sees it.
class SwitchedOffPageTest {
    private static final String PATH = "/second-factor/authenticator-app";

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void thePageSaysInPlainWordsThatItIsSwitchedOffAndWhatToDo() {
        var olive = web.organisation;
        var anna = web.inside("anna", Account.Role.PERSON);
        for (int i = 0; i < 100; i++) {
            olive.signIn.secondFactor(anna.id(), new TypedCode("abcdef"), Source.UNKNOWN);
            olive.clock.forward(Duration.ofDays(1));
        }
        var browser = web.browser();
        browser.signIn("anna");

        var answer = browser.open(PATH, "code", olive.codeFor(anna.key()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("that this way is switched off", "ask your administrator");
        web.speak(anna.account(), "el");
        assertThat(browser.open(PATH, "code", olive.codeFor(anna.key())).page())
                .contains("ώστε αυτός ο τρόπος απενεργοποιήθηκε");
    }
}
