package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.TypedCode;

/// A way of which a hundred codes in a row were wrong, as its owner sees it.
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

    @Test
    void aTelephoneThatIsSwitchedOffIsSentNothingAndThePageSaysWhy() {
        var olive = web.organisation;
        var bella = web.inside("bella", Account.Role.PERSON);
        var phone = olive.telephones.register(bella.account(), "+306901234568");
        for (int i = 0; i < 100; i++) {
            olive.telephones.signIn.check(
                    bella.id(), Receiver.PHONE, new TypedCode("abcdef"), "a visit", Source.UNKNOWN);
            olive.clock.forward(Duration.ofDays(1));
        }
        var browser = web.browser();
        browser.signIn("bella");
        int sent = olive.telephones.telephone.taken().size();

        browser.get("/second-factor/phone");
        var answer = browser.post("/second-factor/phone/code", "to", phone.toString(), "form", "text");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("that this way is switched off", "ask your administrator");
        assertThat(olive.telephones.telephone.taken()).hasSize(sent);
    }
}
