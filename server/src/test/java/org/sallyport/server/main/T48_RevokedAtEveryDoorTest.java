package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private WiredOlive olive;
    private InetSocketAddress verify;
    private InetSocketAddress dovecot;
    private InetSocketAddress ldap;

    @BeforeEach
    void begin() {
        olive = new WiredOlive(OliveDoors.configuration(folder));
        open.push(olive);
        open.push(Clockwork.start(olive.installation, olive.wired));
        verify = door(VerifyWiring.open(olive.installation, olive.wired));
        dovecot = door(DovecotWiring.open(olive.installation, olive.wired));
        ldap = door(LdapWiring.open(olive.installation, olive.wired));
    }

    @AfterEach
    void end() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void T48_aRevokedAppPasswordOpensNoDoorAnyMoreHoweverOftenItIsTried() throws Exception {
        var forImap = olive.appPassword(Protocol.IMAP);
        var forSmtp = olive.appPassword(Protocol.SMTP);
        var forLdap = olive.appPassword(Protocol.LDAP);
        var forWeb = olive.appPassword(Protocol.HTTP);
        var forRadius = olive.appPassword(Protocol.RADIUS);
        // The second time out of memory.
        for (int i = 0; i < 2; i++) {
            assertThat(OliveDoors.verify(verify, WiredOlive.ELENI, forImap)).isEqualTo(200);
            assertThat(OliveDoors.dovecot(dovecot, WiredOlive.ELENI, forSmtp)).isEqualTo("OK\t1\tuser=eleni");
            assertThat(OliveDoors.bind(ldap, WiredOlive.ELENI, forLdap)).isEqualTo(ResultCode.SUCCESS);
            assertThat(OliveDoors.forwardAuth(verify, WiredOlive.ELENI, forWeb)).isEqualTo(200);
            assertThat(OliveDoors.nginxMail(verify, WiredOlive.ELENI, forImap)).isEqualTo("OK");
            assertThat(OliveDoors.radius(verify, WiredOlive.ELENI, forRadius)).isEqualTo(204);
        }

        olive.revokeAll();

        for (int i = 0; i < MANY; i++) {
            assertThat(OliveDoors.verify(verify, WiredOlive.ELENI, forImap)).isEqualTo(401);
            assertThat(OliveDoors.dovecot(dovecot, WiredOlive.ELENI, forSmtp)).isEqualTo("FAIL\t1\tuser=eleni");
            assertThat(OliveDoors.bind(ldap, WiredOlive.ELENI, forLdap)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(OliveDoors.forwardAuth(verify, WiredOlive.ELENI, forWeb)).isEqualTo(401);
            assertThat(OliveDoors.nginxMail(verify, WiredOlive.ELENI, forImap)).startsWith("[AUTHENTICATIONFAILED] ");
            assertThat(OliveDoors.radius(verify, WiredOlive.ELENI, forRadius)).isEqualTo(401);
        }
    }

    @Test
    void T48_twoPeopleInTurnAreNeverTakenForEachOther() throws Exception {
        var elenis = olive.appPassword(Protocol.SMTP);
        for (int i = 0; i < MANY; i++) {
            assertThat(OliveDoors.dovecot(dovecot, WiredOlive.ELENI, elenis)).isEqualTo("OK\t1\tuser=eleni");
            assertThat(OliveDoors.dovecot(dovecot, WiredOlive.NIKOS, Shell.PASSWORD))
                    .isEqualTo("OK\t1\tuser=nikos");
        }
        assertThat(OliveDoors.dovecot(dovecot, WiredOlive.NIKOS, elenis)).isEqualTo("FAIL\t1\tuser=nikos");
        assertThat(OliveDoors.dovecot(dovecot, WiredOlive.ELENI, Shell.PASSWORD))
                .isEqualTo("FAIL\t1\tuser=eleni");
    }

    private InetSocketAddress door(Optional<Door> door) {
        open.push(() -> door.orElseThrow().close().run());
        return (InetSocketAddress) door.orElseThrow().addresses().getFirst();
    }
}
