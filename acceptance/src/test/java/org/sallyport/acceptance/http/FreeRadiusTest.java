package org.sallyport.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.FreeRadius;
import org.sallyport.acceptance.harness.VerifyPort;
import org.sallyport.acceptance.harness.Walker;

/// FreeRADIUS with the shipped module and policy, asked by radclient and radtest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FreeRadiusTest {
    private Demo demo;
    private FreeRadius radius;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        radius = FreeRadius.asking(demo.verifyPort());
        eleni = new Walker(demo, demo.person("eleni"));
        eleni.setUp(demo.outbox());
        appPassword = eleni.issue("VPN", "radius");
    }

    @AfterAll
    void everythingStops() {
        if (radius != null) {
            radius.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void anAppPasswordIsAccepted() {
        assertThat(radius.answer(eleni.user(), appPassword.secret())).contains("Received Access-Accept");
    }

    @Test
    void radtestHearsTheSame() {
        assertThat(radius.radtest(eleni.user(), appPassword.secret())).contains("Received Access-Accept");
        assertThat(radius.radtest(eleni.user(), "wrong")).contains("Received Access-Reject");
    }

    @Test
    void itMayBeTypedWithBlanks() {
        assertThat(radius.answer(eleni.user(), appPassword.grouped(" "))).contains("Received Access-Accept");
    }

    @Test
    void theAccountPasswordIsRejectedOnceMfaIsEnforced() {
        assertThat(radius.answer(eleni.user(), eleni.accountPassword())).contains("Received Access-Reject");
    }

    @Test
    void anAppPasswordForMailIsRejected() {
        assertThat(radius.answer(eleni.user(), eleni.issue("Mail").secret())).contains("Received Access-Reject");
    }

    @Test
    void T48_aRevokedAppPasswordIsRejectedAtOnce() {
        var another = eleni.issue("Old VPN", "radius");
        assertThat(radius.answer(eleni.user(), another.secret())).contains("Received Access-Accept");

        eleni.revoke(another);

        assertThat(radius.answer(eleni.user(), another.secret())).contains("Received Access-Reject");
    }

    @Test
    void aPasswordBeyondAsciiArrivesAsItWasTyped() {
        var person = demo.add(new Demo.Person("zoe@olive.example", "pebbles %41 & wörter \"+\" \\ κύμα"), "Zoë Kazan");

        assertThat(radius.answer(person.user(), person.password())).contains("Received Access-Accept");
    }

    @Test
    void anOutageIsSilenceAndMovesNoCounter() {
        demo.stop();
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(radius.answer(eleni.user(), i == 1 ? "wrong" : appPassword.secret()))
                        .contains("No reply")
                        .doesNotContain("Received Access-Accept", "Received Access-Reject");
            }
        } finally {
            demo.startAgain();
        }

        assertThat(radius.answer(eleni.user(), appPassword.secret())).contains("Received Access-Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chap", "mschap"})
    void aDeviceThatKeepsThePasswordToItselfIsToldWhatToSetItTo(String way) {
        assertThat(radius.radtest(way, eleni.user(), appPassword.secret()))
                .contains("Received Access-Reject", "set it to PAP, or to EAP-TTLS with PAP");
    }

    @Test
    void whatStartsBeforeSallyportAsksItOnceItIsUp() {
        var verify = demo.verifyPort();
        demo.stop();
        FreeRadius early;
        try {
            early = FreeRadius.asking(verify);
        } finally {
            demo.startAgain();
        }

        try (early) {
            assertThat(early.answer(eleni.user(), appPassword.secret()))
                    .as(early.log())
                    .contains("Received Access-Accept");
        }
    }

    @Test
    void aTokenThatSallyportDoesNotKnowIsNobodysWrongPassword() {
        var mistyped = new VerifyPort(
                demo.verifyPort().address(), "mistyped-" + demo.verifyPort().token());
        try (var other = FreeRadius.asking(mistyped)) {
            assertThat(other.answer(eleni.user(), appPassword.secret()))
                    .contains("No reply")
                    .doesNotContain("Received Access-Accept", "Received Access-Reject");
        }
    }
}
