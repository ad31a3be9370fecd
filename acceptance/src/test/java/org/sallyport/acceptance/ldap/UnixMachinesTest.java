package org.sallyport.acceptance.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Unix machines that know people by nslcd or SSSD and ask for their passwords by the shipped program. Eleni has set up
/// MFA and has an app password for machines; Zoe, who is in the staff, needs none. Nikos has no account there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnixMachinesTest {
    private static final String LET_IN = "successfully authenticated";
    private static final String WRONG = "Authentication failure";

    private final Deque<Runnable> running = new ArrayDeque<>();
    private Demo demo;
    private Demo.Person nikos;
    private Demo.Person zoe;
    private Walker eleni;
    private Walker.AppPassword forMachines;
    private List<UnixMachine> machines;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        running.push(demo::close);
        nikos = demo.person("nikos");
        zoe = demo.add("zoe", "Zoe Elia", "--group", "staff");
        eleni = new Walker(demo, demo.person("eleni"));
        demo.sallyport("account", "set-posix", zoe.user(), "--uid", "10001", "--gid", "10000");
        demo.sallyport("account", "set-posix", eleni.user(), "--uid", "10002", "--gid", "10000");
        demo.sallyport("group", "set-posix", "staff", "--gid", "10000");
        eleni.setUp(demo.outbox());
        forMachines = eleni.issue("Workshop", "http");
        demo.stop();
        demo.serveWith("    services:\n", """
                services:
                  - {name: unix, password: "file:ldap.password", protocol: ldap}
            """);
        var nslcd = UnixMachine.withNslcd(demo.ldapPort().of("unix"), demo.verifyPort());
        running.push(nslcd::close);
        var sssd = UnixMachine.withSssd(demo.ldapPort().of("unix"), demo.verifyPort());
        running.push(sssd::close);
        machines = List.of(nslcd, sssd);
    }

    @AfterAll
    void everythingStops() {
        running.forEach(Runnable::run);
    }

    @Test
    void knowWhoHasAnAccountThere() {
        for (var machine : machines) {
            assertThat(machine.account(zoe.user()))
                    .as(machine.log())
                    .matches("zoe@olive\\.example:.:10001:10000:[^:]*:/home/[^:]*:[^:]*\n");
            assertThat(machine.account("10002")).startsWith(eleni.user() + ":");
            assertThat(machine.group("staff")).matches("staff:.:10000:zoe@olive\\.example\n");
            assertThat(machine.account(nikos.user())).isEmpty();
        }
    }

    @Test
    void signInWhomSallyportLetsInAndWhoHasAnAccountThere() {
        for (var machine : machines) {
            assertThat(machine.signIn(eleni.user(), forMachines.secret()))
                    .as(machine.log())
                    .contains(LET_IN, "account management done");
            assertThat(machine.signIn(zoe.user(), zoe.password())).contains(LET_IN);
            for (var wrong : List.of("wrong", eleni.accountPassword())) {
                assertThat(machine.signIn(eleni.user(), wrong)).contains(WRONG);
            }
            assertThat(machine.signIn(nikos.user(), nikos.password()))
                    .contains("User not known to the underlying authentication module");
        }
    }

    @Test
    void anOutageIsNeverAWrongPassword() {
        demo.stop();
        try {
            for (var machine : machines) {
                assertThat(machine.signIn(zoe.user(), zoe.password())).contains("System error");
                assertThat(machine.signIn(zoe.user(), "wrong")).contains("System error");
            }
        } finally {
            demo.startAgain();
        }

        for (var machine : machines) {
            await().until(() -> machine.signIn(zoe.user(), zoe.password()).contains(LET_IN));
        }
    }
}
