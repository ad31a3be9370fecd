package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.acceptance.harness.SmtpServer;
import org.sallyport.acceptance.submission.MailSite.Door;

/// Eleni sends mail with an app password, Nikos with his account password. Postfix asks at a port, at a socket in the
/// file system, and through an agent.
final class PostfixTest extends SubmissionContract {
    private static final int SENDERS = 4;
    private static final int LEAST_SENT = 200;

    @Override
    public String user() {
        return "postfix";
    }

    @Override
    public SmtpServer askingAtPort(int port) {
        return SmtpServer.postfix("inet:127.0.0.1:" + port);
    }

    @Override
    public SmtpServer askingAtSocket(String path) {
        return SmtpServer.postfix(path);
    }

    @Override
    String refusal() {
        return "535 5.7.8";
    }

    private String plain(Door door, String password) {
        return site().at(door).plain(site().eleni().user(), password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "login"})
    void anAppPasswordSendsMailInMsmtp(String mechanism) {
        var sent = site().at(Door.PORT)
                .msmtp(mechanism, site().eleni().user(), site().appPassword().secret());

        assertSignedIn(Door.PORT, sent);
    }

    @Test
    void theAccountPasswordSendsMailWhileMfaIsNotRequired() {
        var nikos = site().demo().person("nikos");

        assertSignedIn(Door.PORT, site().at(Door.PORT).swaks("PLAIN", nikos.user(), nikos.password()));
        assertSignedIn(Door.SOCKET, site().at(Door.SOCKET).swaks("PLAIN", nikos.user(), nikos.password()));
        assertSignedIn(Door.AGENT, site().at(Door.AGENT).swaks("LOGIN", nikos.user(), nikos.password()));
    }

    @Test
    void anAppPasswordForReadingMailSendsNone() {
        var forReading = site().eleni().issue("Tablet").secret();

        assertRefused(site().at(Door.PORT).swaks("PLAIN", site().eleni().user(), forReading));
    }

    @Test
    void T48_aRevokedAppPasswordIsRefusedAtOnce() {
        var eleni = site().eleni();
        var another = eleni.issue("Old printer", "smtp");
        for (var door : Door.values()) {
            assertSignedIn(door, site().at(door).swaks("PLAIN", eleni.user(), another.secret()));
        }

        eleni.revoke(another);

        for (var door : Door.values()) {
            assertRefused(site().at(door).swaks("PLAIN", eleni.user(), another.secret()));
        }
    }

    @Test
    void malformedInputHarmsNobodyElse() {
        for (int i = 0; i < 5; i++) {
            assertThat(site().at(Door.PORT).plain("eleni\0and more", "secret")).startsWith("535");
            assertThat(plain(Door.PORT, "x".repeat(5000))).startsWith("5");
            assertThat(plain(Door.PORT, site().appPassword().secret())).startsWith("235");
        }
    }

    @Nested
    final class AnOutage {
        private final String secret = site().appPassword().secret();

        @Test
        void isNeverAWrongPassword() {
            // All have asked before, as they have in ordinary life.
            for (var door : Door.values()) {
                assertThat(plain(door, secret)).as(door.toString()).startsWith("235");
            }
            site().demo().stop();
            try {
                // Once only: a Postfix that has nowhere to ask ends a later session before it begins, for a minute.
                assertThat(plain(Door.PORT, secret)).startsWith("454");
                assertThat(plain(Door.SOCKET, "wrong")).startsWith("454");
                assertThat(plain(Door.AGENT, secret)).startsWith("454");
                assertThat(plain(Door.AGENT, "wrong")).startsWith("454");
            } finally {
                site().demo().startAgain();
            }

            // Each Postfix process that lost its connection says 454 once more.
            for (var door : Door.values()) {
                await(door.toString())
                        .ignoreExceptions()
                        .until(() -> plain(door, secret).startsWith("235"));
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"PORT", "SOCKET"})
        void thatLeavesNobodyToAskStopsNoMailFromElsewhere(Door door) {
            site().demo().stop();
            try {
                // Each process that is connected still says "later" once. The next one has nobody to ask, and ends.
                await(door.toString()).until(() -> plain(door, secret).matches("closed|lost: .*"));
                assertThat(plain(door, "wrong")).matches("closed|lost: .*|454 .*");
                assertThat(site().recipientAt(door)).contains("<-  250 2.1.5 ");
                assertThat(site().saidAt(door)).contains("fatal: no SASL authentication mechanisms");
            } finally {
                site().demo().startAgain();
            }

            // By itself.
            await(door.toString()).until(() -> plain(door, secret).startsWith("235"));
        }

        @Test
        void thatIsARestartIsSeenByNobodyBehindTheAgent() throws InterruptedException {
            var said = new ConcurrentLinkedQueue<String>();
            var stopped = new AtomicBoolean();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofPlatform().start(() -> {
                    while (!stopped.get()) {
                        said.add(plain(Door.AGENT, secret));
                    }
                }));
            }
            await().until(() -> said.size() > LEAST_SENT);
            site().demo().stop();
            site().demo().startAgain();
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
