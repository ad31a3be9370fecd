package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Eleni sends mail with an app password through Exim, which asks at a port and through an agent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EximTest {
    private Demo demo;
    private Walker eleni;
    private Walker.AppPassword appPassword;
    private Agent agent;
    private Exim direct;
    private Exim throughAgent;

    @BeforeAll
    void eleniSetsUpMfa() {
        demo = Demo.start();
        eleni = new Walker(demo, demo.person("eleni"));
        appPassword = eleni.setUp(demo.outbox());
        direct = Exim.asking("127.0.0.1 " + demo.dovecotPort());
        agent = Agent.of("127.0.0.1:" + demo.dovecotPort(), "Debian-exim");
        throughAgent = Exim.asking(agent.socket());
    }

    @AfterAll
    void everythingStops() {
        if (throughAgent != null) {
            throughAgent.close();
        }
        if (direct != null) {
            direct.close();
        }
        if (agent != null) {
            agent.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private SendingApps atPort() {
        return new SendingApps(direct.port());
    }

    private SendingApps throughAgent() {
        return new SendingApps(throughAgent.port());
    }

    private void assertSignedIn(SendingApps.Outcome outcome) {
        assertThat(outcome.isSignedIn())
                .as("%s%n%s", outcome, direct.log() + throughAgent.log())
                .isTrue();
    }

    private void assertRefused(SendingApps.Outcome outcome) {
        assertThat(outcome.said()).contains("535 Incorrect authentication data").doesNotContain("235 ");
        assertThat(outcome.code()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void anAppPasswordSendsMail(String mechanism) {
        assertSignedIn(atPort().swaks(mechanism, eleni.user(), appPassword.secret()));
        assertSignedIn(throughAgent().swaks(mechanism, eleni.user(), appPassword.secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void whatIsWrongIsRefused(String mechanism) {
        assertRefused(atPort().swaks(mechanism, eleni.user(), "wrong"));
        assertRefused(throughAgent().swaks(mechanism, eleni.user(), "wrong"));
    }

    @Test
    void theAccountPasswordIsRefusedOnceMfaIsEnforced() {
        assertRefused(atPort().swaks("PLAIN", eleni.user(), eleni.accountPassword()));
    }

    @Test
    void anOutageIsNeverAWrongPassword() {
        demo.stop();
        try {
            assertThat(atPort().plain(eleni.user(), appPassword.secret())).startsWith("435");
            assertThat(throughAgent().plain(eleni.user(), appPassword.secret())).startsWith("435");
        } finally {
            demo.startAgain();
        }

        assertThat(atPort().plain(eleni.user(), appPassword.secret())).startsWith("235");
        assertThat(throughAgent().plain(eleni.user(), appPassword.secret())).startsWith("235");
    }
}
