package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Walker;

/// Eleni sends mail with an app password through chasquid, which asks at one socket who has signed in and at another
/// who exists.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChasquidTest {
    private PeerFolder sockets;
    private Demo demo;
    private Chasquid chasquid;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void eleniSetsUpMfa() {
        sockets = PeerFolder.make();
        demo = Demo.start();
        eleni = new Walker(demo, demo.person("eleni"));
        appPassword = eleni.setUp(demo.outbox());
        demo.stop();
        var client = sockets.file("chasquid-client").toString();
        var userdb = sockets.file("chasquid-userdb").toString();
        demo.serveWith("  dovecot:\n", """
                  dovecot:
                    asker: chasquid
                    outage: close
                    sockets: [{path: "%s"}]
                    userdb: {path: "%s"}
                """.formatted(client, userdb));
        chasquid = Chasquid.asking(client, userdb);
    }

    @AfterAll
    void everythingStops() {
        if (chasquid != null) {
            chasquid.close();
        }
        if (demo != null) {
            demo.close();
        }
        sockets.close();
    }

    @Test
    void anAppPasswordSendsMail() {
        assertThat(chasquid.send(eleni.user(), appPassword.secret())).contains("< 235 2.7.0 ", "< 354 ");
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThat(chasquid.send(eleni.user(), "wrong"))
                .contains("< 535 5.7.8 ")
                .doesNotContain("< 354 ");
        assertThat(chasquid.send(eleni.user(), eleni.accountPassword())).contains("< 535 5.7.8 ");
        assertThat(chasquid.send("stranger@olive.example", "wrong")).contains("< 535 5.7.8 ");
    }

    @Test
    void T48_aRevokedAppPasswordIsRefusedAtOnce() {
        var another = eleni.issue("Old printer", "smtp");
        assertThat(chasquid.send(eleni.user(), another.secret())).contains("< 235 2.7.0 ");

        eleni.revoke(another);

        assertThat(chasquid.send(eleni.user(), another.secret())).contains("< 535 5.7.8 ");
    }

    @Test
    void onlyWhoeverExistsGetsMail() {
        assertThat(chasquid.recipient("nikos@olive.example")).contains("<-  250 2.1.5 ");
        assertThat(chasquid.recipient("stranger@olive.example")).contains("<** 550 5.1.1 ");
    }

    @Test
    void anOutageIsNeitherAWrongPasswordNorAnUnknownRecipient() {
        demo.stop();
        try {
            assertThat(chasquid.send(eleni.user(), appPassword.secret())).contains("< 454 4.7.0 ");
            assertThat(chasquid.send(eleni.user(), "wrong")).contains("< 454 4.7.0 ");
            assertThat(chasquid.recipient("nikos@olive.example")).contains("<** 451 4.4.3 ");
            assertThat(chasquid.recipient("stranger@olive.example")).contains("<** 451 4.4.3 ");
        } finally {
            demo.startAgain();
        }

        assertThat(chasquid.send(eleni.user(), appPassword.secret())).contains("< 235 2.7.0 ");
        assertThat(chasquid.recipient("nikos@olive.example")).contains("<-  250 2.1.5 ");
    }
}
