package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Eleni sends mail with an app password, Nikos with his account password. Postfix asks at a port, at a socket in the
/// file system, and through an agent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostfixTest {
    private static final int SENDERS = 4;
    private static final int LEAST_SENT = 200;

    private Demo demo;
    private Walker eleni;
    private Walker.AppPassword appPassword;
    private Agent agent;
    private Postfix direct;
    private Postfix throughAgent;

    @BeforeAll
    void eleniSetsUpMfa() {
        demo = Demo.start();
        eleni = new Walker(demo, demo.person("eleni"));
        appPassword = eleni.setUp(demo.outbox());
        direct = Postfix.asking("inet:127.0.0.1:" + demo.dovecotPort());
        agent = Agent.of("127.0.0.1:" + demo.dovecotPort(), "postfix");
        throughAgent = Postfix.asking(agent.socket());
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
        assertThat(outcome.said()).contains("535 5.7.8").doesNotContain("235 ");
        assertThat(outcome.code()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void anAppPasswordSendsMail(String mechanism) {
        assertSignedIn(atPort().swaks(mechanism, eleni.user(), appPassword.secret()));
        assertSignedIn(throughAgent().swaks(mechanism, eleni.user(), appPassword.secret()));
        assertSignedIn(atPort().msmtp(mechanism.toLowerCase(Locale.ROOT), eleni.user(), appPassword.secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void whatIsWrongIsRefused(String mechanism) {
        assertRefused(atPort().swaks(mechanism, eleni.user(), "wrong"));
        assertRefused(throughAgent().swaks(mechanism, eleni.user(), "wrong"));
        assertRefused(atPort().swaks(mechanism, "stranger@olive.example", "wrong"));
    }

    @Test
    void theAccountPasswordIsRefusedOnceMfaIsEnforced() {
        assertRefused(atPort().swaks("PLAIN", eleni.user(), eleni.accountPassword()));
    }

    @Test
    void theAccountPasswordSendsMailWhileMfaIsNotRequired() {
        var nikos = demo.person("nikos");

        assertSignedIn(atPort().swaks("PLAIN", nikos.user(), nikos.password()));
        assertSignedIn(throughAgent().swaks("LOGIN", nikos.user(), nikos.password()));
    }

    @Test
    void anAppPasswordForReadingMailSendsNone() {
        assertRefused(
                atPort().swaks("PLAIN", eleni.user(), eleni.issue("Tablet").secret()));
    }

    @Test
    void T48_aRevokedAppPasswordIsRefusedAtOnce() {
        var another = eleni.issue("Old printer", "smtp");
        assertSignedIn(atPort().swaks("PLAIN", eleni.user(), another.secret()));
        assertSignedIn(throughAgent().swaks("PLAIN", eleni.user(), another.secret()));

        eleni.revoke(another);

        assertRefused(atPort().swaks("PLAIN", eleni.user(), another.secret()));
        assertRefused(throughAgent().swaks("PLAIN", eleni.user(), another.secret()));
    }

    @Test
    void malformedInputHarmsNobodyElse() {
        for (int i = 0; i < 5; i++) {
            assertThat(atPort().plain("eleni\0and more", "secret")).startsWith("535");
            assertThat(atPort().plain(eleni.user(), "x".repeat(5000))).startsWith("5");
            assertThat(atPort().plain(eleni.user(), appPassword.secret())).startsWith("235");
        }
    }

    @Nested
    final class AnOutage {
        @Test
        void isNeverAWrongPassword() {
            // Both have asked before, as they have in ordinary life.
            assertThat(atPort().plain(eleni.user(), appPassword.secret())).startsWith("235");
            assertThat(throughAgent().plain(eleni.user(), appPassword.secret())).startsWith("235");
            demo.stop();
            try {
                assertThat(throughAgent().plain(eleni.user(), appPassword.secret()))
                        .startsWith("454");
                assertThat(throughAgent().plain(eleni.user(), "wrong")).startsWith("454");
            } finally {
                demo.startAgain();
            }

            // Each Postfix process that lost its connection says 454 once more.
            await().until(() ->
                    throughAgent().plain(eleni.user(), appPassword.secret()).startsWith("235"));
            await().ignoreExceptions()
                    .until(() ->
                            atPort().plain(eleni.user(), appPassword.secret()).startsWith("235"));
        }

        @Test
        void thatIsARestartIsSeenByNobodyBehindTheAgent() throws InterruptedException {
            var said = new ConcurrentLinkedQueue<String>();
            var stopped = new AtomicBoolean();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofPlatform().start(() -> {
                    while (!stopped.get()) {
                        said.add(throughAgent().plain(eleni.user(), appPassword.secret()));
                    }
                }));
            }
            await().until(() -> said.size() > LEAST_SENT);
            demo.stop();
            demo.startAgain();
            int before = said.size();
            await().until(() -> said.size() > before + LEAST_SENT);
            stopped.set(true);
            for (var sender : senders) {
                sender.join();
            }

            Map<String, Integer> counts = new TreeMap<>();
            said.forEach(answer -> counts.merge(answer.substring(0, 3), 1, Integer::sum));
            assertThat(counts).containsOnlyKeys("235");
        }
    }
}
