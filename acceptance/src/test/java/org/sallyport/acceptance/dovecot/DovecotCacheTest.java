package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// What a Dovecot does that remembers passwords, against what the shipped file says. Eleni has set up MFA.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DovecotCacheTest {
    private static final String SUBJECT = "Harvest begins on Monday";

    private Demo demo;
    private Dovecot dovecot;
    private MailApps apps;
    private Walker eleni;

    @BeforeAll
    void eleniSetsUpMfa(@TempDir Path folder) {
        demo = Demo.start();
        dovecot = Dovecot.remembering(demo.verifyPort());
        apps = new MailApps(dovecot, folder);
        eleni = new Walker(demo, demo.person("eleni"));
        dovecot.deliver(eleni.user(), SUBJECT);
        eleni.setUp(demo.outbox());
    }

    @AfterAll
    void everythingStops() {
        if (dovecot != null) {
            dovecot.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private void assertReads(Walker.AppPassword appPassword) {
        var outcome = apps.curl(eleni.user(), appPassword.secret());
        assertThat(outcome.hasRead(SUBJECT))
                .as("%s%n%s", outcome, dovecot.log())
                .isTrue();
    }

    private void assertRefused(String password) {
        assertThat(apps.curl(eleni.user(), password).said()).contains("[AUTHENTICATIONFAILED]");
    }

    @Test
    void aWrongPasswordHidesNoRightOne() {
        var phone = eleni.issue("Phone");
        var tablet = eleni.issue("Tablet");

        assertReads(phone);
        assertRefused("wrong");

        assertReads(tablet);
        assertReads(phone);
    }

    @Test
    void whatIsRevokedOpensUntilTheCacheIsEmptied() {
        var old = eleni.issue("Old phone");
        assertReads(old);

        eleni.revoke(old);

        assertReads(old);
        dovecot.flushCache(eleni.user());
        assertRefused(old.secret());
    }

    @Test
    void whatWasRefusedIsAskedAboutAgain() {
        var nikos = demo.person("nikos");
        dovecot.deliver(nikos.user(), SUBJECT);
        demo.sallyport("account", "disable", nikos.user());
        await().until(() -> apps.curl(nikos.user(), nikos.password()).said().contains("[AUTHENTICATIONFAILED]"));

        demo.sallyport("account", "enable", nikos.user());

        await().until(() -> apps.curl(nikos.user(), nikos.password()).hasRead(SUBJECT));
    }

    @Test
    void anOutageIsNoticedByThoseOnlyWhoAreNotRemembered() {
        var known = eleni.issue("Known");
        var fresh = eleni.issue("New");
        assertReads(known);
        demo.stop();
        try {
            assertReads(known);
            assertThat(apps.curl(eleni.user(), fresh.secret()).said())
                    .contains("[UNAVAILABLE]")
                    .doesNotContain("[AUTHENTICATIONFAILED]");
        } finally {
            demo.startAgain();
        }
        assertReads(fresh);
    }
}
