package org.sallyport.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Ran;
import org.sallyport.acceptance.harness.Walker;

/// Eleni signs in at a market stall whose service asks PAM.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PamTest {
    private Demo demo;
    private Pam pam;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        pam = Pam.asking(demo.verifyPort());
        eleni = new Walker(demo, demo.person("eleni"));
        eleni.setUp(demo.outbox());
        appPassword = eleni.issue("Market stall", "http");
    }

    @AfterAll
    void everythingStops() {
        if (pam != null) {
            pam.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private String signIn(String user, String password) {
        return pam.signIn(user, password);
    }

    @Test
    void anAppPasswordSignsIn() {
        assertThat(signIn(eleni.user(), appPassword.grouped(" "))).contains("successfully authenticated");
    }

    @Test
    void theAccountPasswordIsRefusedOnceMfaIsEnforced() {
        assertThat(signIn(eleni.user(), eleni.accountPassword())).contains("Authentication failure");
    }

    @Test
    void aPasswordWithSpecialCharactersArrivesAsItWasTyped() {
        var person = demo.add(
                new Demo.Person("zoe@olive.example", "pebbles %41 & $(id) `id` \"'+\\ = @x κύμα"), "Zoë Kazan");

        assertThat(signIn(person.user(), person.password())).contains("successfully authenticated");
    }

    @Test
    void T48_aRevokedAppPasswordIsRefusedAtOnce() {
        var another = eleni.issue("Old stall", "http");
        assertThat(signIn(eleni.user(), another.secret())).contains("successfully authenticated");

        eleni.revoke(another);

        assertThat(signIn(eleni.user(), another.secret())).contains("Authentication failure");
    }

    @Test
    void anOutageIsASystemErrorAndMovesNoCounter() {
        demo.stop();
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(signIn(eleni.user(), i == 1 ? "wrong" : appPassword.secret()))
                        .contains("System error")
                        .doesNotContain("Authentication failure");
            }
        } finally {
            demo.startAgain();
        }

        assertThat(signIn(eleni.user(), appPassword.secret())).contains("successfully authenticated");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "2001:db8::7,2001:db8::7",
        "::ffff:192.0.2.7,::ffff:192.0.2.7",
        "face.bad.cafe.de,''",
        "192.0.2.7.9,''",
        "stall.olive.example,''"
    })
    void onlyAnAddressSaysWhereSomebodyIs(String host, String said) {
        var trace = Ran.of(
                List.of(
                        "sh",
                        "-x",
                        Pam.SHIPPED.toString(),
                        "http",
                        pam.configuration().toString()),
                Map.of("PAM_USER", eleni.user(), "PAM_RHOST", host),
                "heron-in-the-reeds\0");

        assertThat(trace.said()).contains("remote_ip=" + said + " ");
    }

    @Test
    void thePasswordIsNoArgumentAndNoVariableOfAnyProgram() {
        var trace = Ran.of(
                List.of(
                        "sh",
                        "-x",
                        Pam.SHIPPED.toString(),
                        "http",
                        pam.configuration().toString()),
                Map.of("PAM_USER", eleni.user()),
                "heron-in-the-reeds\0");

        assertThat(trace.said()).contains("+ curl ").doesNotContain("heron-in-the-reeds");
        assertThat(trace.code()).isEqualTo(1);
    }
}
