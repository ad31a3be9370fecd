package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Dovecot without the Lua script: it binds over LDAPS with the name and the password that the app sent. Eleni has set
/// up MFA and reads her mail with an app password.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DovecotByLdapTest {
    private static final String SUBJECT = "Harvest begins on Monday";

    private Demo demo;
    private Dovecot dovecot;
    private MailApps apps;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void eleniSetsUpMfa(@TempDir Path folder) {
        demo = Demo.start();
        dovecot = Dovecot.asking(demo.ldapPort());
        apps = new MailApps(dovecot, folder);
        eleni = new Walker(demo, demo.person("eleni"));
        dovecot.deliver(eleni.user(), SUBJECT);
        appPassword = eleni.setUp(demo.outbox());
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

    @Test
    void anAppPasswordReadsMailAndTheAccountPasswordDoesNot() {
        assertThat(apps.curl(eleni.user(), appPassword.secret()).hasRead(SUBJECT))
                .as(dovecot.log())
                .isTrue();
        var refused = apps.curl(eleni.user(), eleni.accountPassword());
        assertThat(refused.code()).isNotZero();
        assertThat(refused.said()).contains("[AUTHENTICATIONFAILED]").doesNotContain(SUBJECT);
    }

    @Test
    void aNameThatSteersTheBindNameIsNobodys() {
        var refused = apps.curl("x,ou=mail,dc=olive,dc=example", appPassword.secret());

        assertThat(refused.said()).contains("[AUTHENTICATIONFAILED]");
    }

    @Test
    void anOutageIsTemporaryAndEndsByItself() {
        demo.stop();
        try {
            var deferred = apps.curl(eleni.user(), appPassword.secret());
            assertThat(deferred.code()).isNotZero();
            assertThat(deferred.said()).contains("[UNAVAILABLE]").doesNotContain("[AUTHENTICATIONFAILED]");
        } finally {
            demo.startAgain();
        }
        assertThat(apps.curl(eleni.user(), appPassword.secret()).hasRead(SUBJECT))
                .as(dovecot.log())
                .isTrue();
    }
}
