package org.sallyport.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
        assertThat(radius.answer(eleni.user(), appPassword.secret())).contains("Access-Accept");
    }

    @Test
    void radtestHearsTheSame() {
        assertThat(radius.radtest(eleni.user(), appPassword.secret())).contains("Received Access-Accept");
        assertThat(radius.radtest(eleni.user(), "wrong")).contains("Received Access-Reject");
    }

    @Test
    void itMayBeTypedWithBlanks() {
        assertThat(radius.answer(eleni.user(), appPassword.grouped(" "))).contains("Access-Accept");
    }

    @Test
    void theAccountPasswordIsRejectedOnceMfaIsEnforced() {
        assertThat(radius.answer(eleni.user(), eleni.accountPassword())).contains("Access-Reject");
    }

    @Test
    void anAppPasswordForMailIsRejected() {
        assertThat(radius.answer(eleni.user(), eleni.issue("Mail").secret())).contains("Access-Reject");
    }

    @Test
    void T48_aRevokedAppPasswordIsRejectedAtOnce() {
        var another = eleni.issue("Old VPN", "radius");
        assertThat(radius.answer(eleni.user(), another.secret())).contains("Access-Accept");

        eleni.revoke(another);

        assertThat(radius.answer(eleni.user(), another.secret())).contains("Access-Reject");
    }

    @Test
    void aPasswordBeyondAsciiArrivesAsItWasTyped() {
        var person = demo.add(new Demo.Person("zoe@olive.example", "pebbles %41 & wörter \"+\" \\ κύμα"), "Zoë Kazan");

        assertThat(radius.answer(person.user(), person.password())).contains("Access-Accept");
    }

    @Test
    void anOutageIsSilenceAndMovesNoCounter() {
        demo.stop();
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(radius.answer(eleni.user(), i == 1 ? "wrong" : appPassword.secret()))
                        .contains("No reply")
                        .doesNotContain("Access-Accept", "Access-Reject");
            }
        } finally {
            demo.startAgain();
        }

        assertThat(radius.answer(eleni.user(), appPassword.secret())).contains("Access-Accept");
    }

    @Test
    void aTokenThatSallyportDoesNotKnowIsNobodysWrongPassword() {
        var mistyped = new VerifyPort(
                demo.verifyPort().address(), "mistyped-" + demo.verifyPort().token());
        try (var other = FreeRadius.asking(mistyped)) {
            assertThat(other.answer(eleni.user(), appPassword.secret()))
                    .contains("No reply")
                    .doesNotContain("Access-Accept", "Access-Reject");
        }
    }
}
