package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.Protocol;

/// What every door remembers of people, so as to answer at once, lets nobody in whose app password is revoked, and
/// nobody as somebody else.
class T48_RevokedAtEveryDoorTest {
    private static final int MANY = 1000;

    @TempDir
    Path folder;

    private OpenOlive open;

    @BeforeEach
    void begin() {
        open = new OpenOlive(folder);
    }

    @AfterEach
    void end() {
        open.close();
    }

    @Test
    void T48_aRevokedAppPasswordOpensNoDoorAnyMoreHoweverOftenItIsTried() throws Exception {
        var forImap = open.olive.appPassword(Protocol.IMAP);
        var forSmtp = open.olive.appPassword(Protocol.SMTP);
        var forLdap = open.olive.appPassword(Protocol.LDAP);
        var forWeb = open.olive.appPassword(Protocol.HTTP);
        var forRadius = open.olive.appPassword(Protocol.RADIUS);
        // The second time out of memory.
        for (int i = 0; i < 2; i++) {
            assertThat(OliveDoors.verify(open.verify, WiredOlive.ELENI, forImap))
                    .isEqualTo(200);
            assertThat(OliveDoors.dovecot(open.dovecot, WiredOlive.ELENI, forSmtp))
                    .isEqualTo("OK\t1\tuser=eleni");
            assertThat(OliveDoors.bind(open.ldap, WiredOlive.ELENI, forLdap)).isEqualTo(ResultCode.SUCCESS);
            assertThat(OliveDoors.forwardAuth(open.verify, WiredOlive.ELENI, forWeb))
                    .isEqualTo(200);
            assertThat(OliveDoors.nginxMail(open.verify, WiredOlive.ELENI, forImap))
                    .isEqualTo("OK");
            assertThat(OliveDoors.radius(open.verify, WiredOlive.ELENI, forRadius))
                    .isEqualTo(204);
        }

        open.olive.revokeAll();

        for (int i = 0; i < MANY; i++) {
            assertThat(OliveDoors.verify(open.verify, WiredOlive.ELENI, forImap))
                    .isEqualTo(401);
            assertThat(OliveDoors.dovecot(open.dovecot, WiredOlive.ELENI, forSmtp))
                    .isEqualTo("FAIL\t1\tuser=eleni");
            assertThat(OliveDoors.bind(open.ldap, WiredOlive.ELENI, forLdap)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(OliveDoors.forwardAuth(open.verify, WiredOlive.ELENI, forWeb))
                    .isEqualTo(401);
            assertThat(OliveDoors.nginxMail(open.verify, WiredOlive.ELENI, forImap))
                    .startsWith("[AUTHENTICATIONFAILED] ");
            assertThat(OliveDoors.radius(open.verify, WiredOlive.ELENI, forRadius))
                    .isEqualTo(401);
        }
    }

    @Test
    void T48_twoPeopleInTurnAreNeverTakenForEachOther() throws Exception {
        var elenis = open.olive.appPassword(Protocol.SMTP);
        for (int i = 0; i < MANY; i++) {
            assertThat(OliveDoors.dovecot(open.dovecot, WiredOlive.ELENI, elenis))
                    .isEqualTo("OK\t1\tuser=eleni");
            assertThat(OliveDoors.dovecot(open.dovecot, WiredOlive.NIKOS, Shell.PASSWORD))
                    .isEqualTo("OK\t1\tuser=nikos");
        }
        assertThat(OliveDoors.dovecot(open.dovecot, WiredOlive.NIKOS, elenis)).isEqualTo("FAIL\t1\tuser=nikos");
        assertThat(OliveDoors.dovecot(open.dovecot, WiredOlive.ELENI, Shell.PASSWORD))
                .isEqualTo("FAIL\t1\tuser=eleni");
    }
}
