package org.sallyport.acceptance.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.FreeRadius;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.Walker;

/// Programs that ask a directory. Eleni has set up MFA and has app passwords; Nikos and Zoe need none of that, and
/// their account passwords open all. Zoe is in the staff. Eleni and Zoe have accounts on Unix machines.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LdapProgramsTest {
    private final Deque<Runnable> running = new ArrayDeque<>();

    private Demo demo;
    private LdapPort port;
    private Demo.Person nikos;
    private Demo.Person zoe;
    private Walker eleni;
    private Walker.AppPassword forMail;
    private Walker.AppPassword forVpn;
    private Walker.AppPassword forMachines;

    private Apache apache;
    private Saslauthd saslauthd;
    private TwoStepPrograms programs;
    private PostfixMap recipients;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        running.push(demo::close);
        port = demo.ldapPort();
        nikos = demo.person("nikos");
        zoe = demo.add("zoe", "Zoe Elia", "--group", "staff");
        eleni = new Walker(demo, demo.person("eleni"));
        demo.sallyport("account", "set-posix", zoe.user(), "--uid", "10001", "--gid", "10000");
        demo.sallyport("account", "set-posix", eleni.user(), "--uid", "10002", "--gid", "10000");
        forMail = eleni.setUp(demo.outbox());
        forVpn = eleni.issue("VPN", "radius");
        forMachines = eleni.issue("Workshop", "ldap");
        demo.stop();
        demo.serveWith("    services:\n", TwoStepPrograms.SERVICES + """
                      - {name: postfix, password: "file:ldap.password", protocol: smtp}
                """);
        apache = Apache.asking(port);
        running.push(apache::close);
        saslauthd = Saslauthd.asking(port);
        running.push(saslauthd::close);
        programs = TwoStepPrograms.asking(port, running);
        recipients = PostfixMap.asking(port.of("postfix"));
        running.push(recipients::close);
    }

    @AfterAll
    void everythingStops() {
        running.forEach(Runnable::run);
    }

    @Test
    void apacheLetsInWhomSallyportLetsInAndKnowsGroups() {
        assertThat(apache.get("/olives", nikos.user(), nikos.password()))
                .as(apache.log())
                .isEqualTo(200);
        assertThat(apache.get("/olives", nikos.user(), "wrong")).isEqualTo(401);
        assertThat(apache.get("/olives", "*", nikos.password())).isEqualTo(401);
        assertThat(apache.get("/olives", eleni.user(), forMail.secret())).isEqualTo(401);
        assertThat(apache.get("/staff/harvest", zoe.user(), zoe.password()))
                .as(apache.log())
                .isEqualTo(200);
        assertThat(apache.get("/staff/harvest", nikos.user(), nikos.password())).isEqualTo(401);

        // Nobody is remembered: what is disabled opens nothing from then on.
        demo.sallyport("account", "disable", zoe.user());
        await().until(() -> apache.get("/olives", zoe.user(), zoe.password()) == 401);
        demo.sallyport("account", "enable", zoe.user());
        await().until(() -> apache.get("/olives", zoe.user(), zoe.password()) == 200);
    }

    @Test
    void saslauthdSaysOkToWhomSallyportLetsIn() {
        assertThat(saslauthd.ask(eleni.user(), forMail.secret()))
                .as(saslauthd.log())
                .contains("OK");
        assertThat(saslauthd.ask(nikos.user(), nikos.password())).contains("OK");
        assertThat(saslauthd.ask(eleni.user(), eleni.accountPassword())).contains("NO");
        assertThat(saslauthd.ask("*", nikos.password())).contains("NO");
    }

    @Test
    void freeRadiusAcceptsWhomSallyportLetsIn() {
        assertThat(programs.radius().radtest(eleni.user(), forVpn.secret()))
                .as(programs.radius().log())
                .contains("Received Access-Accept");
        assertThat(programs.radius().radtest(nikos.user(), nikos.password())).contains("Received Access-Accept");
        for (var wrong : List.of("wrong", eleni.accountPassword(), forMail.secret())) {
            assertThat(programs.radius().radtest(eleni.user(), wrong)).contains("Received Access-Reject");
        }
        assertThat(programs.radius().radtest("*", nikos.password())).contains("Received Access-Reject");
        assertThat(programs.radius().radtest("chap", nikos.user(), nikos.password()))
                .contains("Received Access-Reject", "set it to PAP, or to EAP-TTLS with PAP");
    }

    private void assertSignsIn(UnixMachine machine) {
        assertThat(machine.signIn(eleni.user(), forMachines.secret()))
                .as(machine.log())
                .contains("successfully authenticated", "account management done");
        assertThat(machine.signIn(zoe.user(), zoe.password())).contains("successfully authenticated");
        for (var wrong : List.of("wrong", eleni.accountPassword(), forMail.secret())) {
            assertThat(machine.signIn(eleni.user(), wrong)).contains("Authentication failure");
        }
        assertThat(machine.signIn(nikos.user(), nikos.password()))
                .contains("User not known to the underlying authentication module");
    }

    @Test
    void nslcdThatBindsSignsInWhomSallyportLetsInAndWhoHasAnAccountOnUnixMachines() {
        assertSignsIn(programs.nslcd());
    }

    @Test
    void sssdThatBindsSignsInWhomSallyportLetsInAndWhoHasAnAccountOnUnixMachines() {
        assertSignsIn(programs.sssd());
    }

    private static void assertCannotTell(String said) {
        assertThat(said)
                .contains("Authentication service cannot retrieve authentication info")
                .doesNotContain("Authentication failure", "successfully");
    }

    @Test
    void postfixFindsTheAddressesThatExist() {
        var found = recipients.find(zoe.user());
        assertThat(found.said()).isEqualTo(zoe.user() + "\n");
        assertThat(found.code()).isZero();
        for (var unknown : List.of("stranger@olive.example", "*", "*@olive.example")) {
            assertThat(recipients.find(unknown).said()).isEmpty();
            assertThat(recipients.find(unknown).code()).isOne();
        }
    }

    @Test
    void anOutageIsAWrongPasswordOnlyToThePeopleOfSaslauthd() {
        // Whom it has never seen it does not know in an outage.
        awaitZoeAtSssd();
        demo.stop();
        FreeRadius early;
        try {
            early = FreeRadius.asking(port.of("radius"));
            // Some of them wait for ten seconds, so all are asked at once.
            atOnce(
                    () -> assertThat(apache.get("/olives", nikos.user(), nikos.password()))
                            .as(apache.log())
                            .isEqualTo(500),
                    // It has one word for both.
                    () -> assertThat(saslauthd.ask(nikos.user(), nikos.password()))
                            .contains("NO"),
                    () -> assertThat(programs.radius().answer(eleni.user(), forVpn.secret()))
                            .contains("No reply")
                            .doesNotContain("Access-Accept", "Access-Reject"),
                    () -> assertCannotTell(programs.nslcd().signIn(zoe.user(), zoe.password())),
                    () -> assertCannotTell(programs.sssd().signIn(zoe.user(), zoe.password())),
                    () -> assertThat(recipients.find(zoe.user()).said()).contains("query error"));
        } finally {
            demo.startAgain();
        }

        assertThat(apache.get("/olives", nikos.user(), nikos.password()))
                .as(apache.log())
                .isEqualTo(200);
        assertThat(saslauthd.ask(nikos.user(), nikos.password()))
                .as(saslauthd.log())
                .contains("OK");
        assertThat(programs.radius().radtest(eleni.user(), forVpn.secret())).contains("Received Access-Accept");
        try (early) {
            assertThat(early.radtest(eleni.user(), forVpn.secret()))
                    .as(early.log())
                    .contains("Received Access-Accept");
        }
        assertThat(programs.nslcd().signIn(zoe.user(), zoe.password())).contains("successfully authenticated");
        assertThat(recipients.find(zoe.user()).code()).isZero();
        awaitZoeAtSssd();
    }

    /// It asks again by itself, every few seconds.
    private void awaitZoeAtSssd() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> programs.sssd().signIn(zoe.user(), zoe.password()).contains("successfully authenticated"));
    }

    private static void atOnce(Runnable... deeds) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(List.of(deeds).stream()
                            .map(deed -> CompletableFuture.runAsync(deed, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
