package org.sallyport.acceptance.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.Walker;

/// Eleni has set up MFA and has an app password for mail. Nikos needs none of that: his account password opens all.
/// Zoe is in the staff.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LdapTest {
    private static final int WRONG_PASSWORD = 49;
    private static final int UNWILLING = 53;
    private static final int CANNOT_CONNECT = 255;

    private Demo demo;
    private LdapPort port;
    private Demo.Person nikos;
    private Demo.Person zoe;
    private Walker eleni;
    private Walker.AppPassword forMail;

    @BeforeAll
    void eleniSetsUpMfa() {
        demo = Demo.start();
        port = demo.ldapPort();
        nikos = demo.person("nikos");
        zoe = demo.add("zoe", "Zoe Elia", "--group", "staff");
        demo.sallyport("account", "set-posix", zoe.user(), "--uid", "10001", "--gid", "10000");
        demo.sallyport("group", "set-posix", "staff", "--gid", "10000");
        eleni = new Walker(demo, demo.person("eleni"));
        forMail = eleni.setUp(demo.outbox());
    }

    @AfterAll
    void everythingStops() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void ldapwhoamiIsWhoBoundOverStartTlsAndLdaps() {
        for (var utils : List.of(LdapUtils.withStartTls(port), LdapUtils.overTls(port))) {
            var name = port.nameOf(nikos.user(), "people");
            assertThat(utils.whoAmI(name, nikos.password()).said()).isEqualTo("dn:" + name + "\n");
            assertThat(utils.whoAmI(nikos.user(), nikos.password()).said()).isEqualTo("dn:" + name + "\n");
            assertThat(utils.whoAmI(name, "wrong").code()).isEqualTo(WRONG_PASSWORD);
            assertThat(utils.whoAmI(name, " ").code()).isEqualTo(UNWILLING);
        }
    }

    @Test
    void anAppPasswordOpensWhatItsBranchStandsFor() {
        var utils = LdapUtils.overTls(port);
        assertThat(utils.whoAmI(port.nameOf(eleni.user(), "mail"), forMail.secret())
                        .code())
                .isZero();
        assertThat(utils.whoAmI(port.nameOf(eleni.user(), "web"), forMail.secret())
                        .code())
                .isEqualTo(WRONG_PASSWORD);
        assertThat(utils.whoAmI(port.nameOf(eleni.user(), "people"), eleni.accountPassword())
                        .code())
                .isEqualTo(WRONG_PASSWORD);
    }

    @Test
    void ldapsearchReadsWhatEverybodyMayAndTheProgramTheRest() {
        var utils = LdapUtils.withStartTls(port);
        assertThat(utils.searchAnonymously("-s", "base", "-b", "", "*", "+").said())
                .contains("namingContexts: " + port.suffix(), "supportedExtension: 1.3.6.1.4.1.1466.20037");
        assertThat(utils.searchAnonymously("-b", port.suffix()).code()).isEqualTo(50);
        assertThat(utils.search("-b", port.suffix(), "(mail=" + zoe.user() + ")", "uid", "memberOf")
                        .said())
                .contains("uid: " + zoe.user(), "memberOf: cn=staff,ou=groups," + port.suffix());
        assertThat(utils.search("-b", port.suffix(), "(&(objectClass=posixAccount)(uidNumber=10001))", "homeDirectory")
                        .said())
                .contains("homeDirectory: /home/" + zoe.user());
        assertThat(utils.search("-E", "pr=1/noprompt", "-b", port.suffix(), "(objectClass=inetOrgPerson)", "1.1")
                        .said()
                        .lines()
                        .filter(line -> line.startsWith("dn: uid=")))
                .hasSize(4);
        assertThat(utils.searchAs(port.nameOf(nikos.user(), "people"), nikos.password(), "-b", port.suffix(), "1.1")
                        .said()
                        .lines()
                        .filter(line -> line.startsWith("dn:")))
                .containsExactly("dn: " + port.nameOf(nikos.user(), "people"));
    }

    @Test
    void ldapcompareTellsWhoIsInAGroup() {
        var utils = LdapUtils.overTls(port);
        var staff = "cn=staff,ou=groups," + port.suffix();
        assertThat(utils.compare(staff, "member:" + port.nameOf(zoe.user(), "web"))
                        .said())
                .contains("TRUE");
        assertThat(utils.compare(staff, "member:" + port.nameOf(nikos.user(), "people"))
                        .said())
                .contains("FALSE");
    }

    @Test
    void whileSallyportIsStoppedTheClientsCannotConnectAndAreNotToldAboutPasswords() {
        demo.stop();
        try {
            var asked = LdapUtils.overTls(port).whoAmI(nikos.user(), nikos.password());
            assertThat(asked.code()).isEqualTo(CANNOT_CONNECT);
            assertThat(asked.said()).contains("Can't contact LDAP server");
        } finally {
            demo.startAgain();
        }
    }
}
