package org.sallyport.acceptance.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.LdapPort;

/// Programs that ask a directory in two steps, while the search is answered and the bind has to wait. All that come
/// through one LDAP service come from nobody knows where, and have the limits of one source together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LongWaitTest {
    /// With Zoe's six mistakes more than the sixty of one source, and at too few accounts to be slowed down before.
    private static final int ACCOUNTS = 7;

    private static final int GUESSES_AT_EACH = 10;
    /// What OpenLDAP's clients end with when the connection is lost while they wait.
    private static final int LOST = 254;

    private static final int RIGHT = 0;

    private final Deque<Runnable> running = new ArrayDeque<>();
    private Demo demo;
    private LdapPort port;
    private Demo.Person zoe;
    private Demo.Person thea;
    private TwoStepPrograms programs;
    private UnixMachine asking;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        running.push(demo::close);
        port = demo.ldapPort();
        zoe = demo.add("zoe", "Zoe Elia");
        thea = demo.add("thea", "Thea Elia");
        demo.sallyport("account", "set-posix", zoe.user(), "--uid", "10001", "--gid", "10000");
        demo.sallyport("account", "set-posix", thea.user(), "--uid", "10002", "--gid", "10000");
        demo.stop();
        demo.serveWith("    services:\n", TwoStepPrograms.SERVICES);
        programs = TwoStepPrograms.asking(port, running);
        asking = UnixMachine.withNslcd(port.of("unix"), demo.verifyPort());
        running.push(asking::close);
    }

    @AfterAll
    void everythingStops() {
        running.forEach(Runnable::run);
    }

    @Test
    void whoeverMistypesAFewTimesIsLetInAndWhoIsNotKnownThereWaitsWhileSomebodyGuesses() {
        for (var machine : new UnixMachine[] {programs.nslcd(), programs.sssd()}) {
            for (int i = 0; i < 3; i++) {
                assertThat(machine.signIn(zoe.user(), "mistyped " + i + machine.hashCode()))
                        .contains("Authentication failure");
            }
            assertThat(machine.signIn(zoe.user(), zoe.password()))
                    .as(machine.log())
                    .contains("successfully authenticated");
        }

        var utils = LdapUtils.overTls(port);
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ACCOUNTS; i++) {
                var name = port.nameOf("guessed" + i, "unix");
                guessers.execute(() ->
                        IntStream.range(0, GUESSES_AT_EACH).forEach(guess -> utils.whoAmI(name, "guess " + guess)));
            }
        }

        assertThat(utils.whoAmI(port.nameOf(thea.user(), "unix"), thea.password())
                        .code())
                .isEqualTo(LOST);
        // As its page says: it has one word for both.
        assertThat(programs.nslcd().signIn(thea.user(), thea.password())).contains("Authentication failure");
        assertThat(programs.sssd().signIn(thea.user(), thea.password()))
                .contains("System error")
                .doesNotContain("Authentication failure", "successfully");
        // Nobody guessed through this one.
        assertThat(programs.radius().answer(thea.user(), thea.password())).contains("Received Access-Accept");
        // Where an account was opened from is written down every few seconds.
        await().untilAsserted(() -> assertThat(utils.whoAmI(port.nameOf(zoe.user(), "unix"), zoe.password())
                        .code())
                .isEqualTo(RIGHT));
    }

    @Test
    void whereTheShippedProgramAsksAWaitIsNoWrongPassword() {
        assertThat(asking.signIn(zoe.user(), zoe.password())).as(asking.log()).contains("successfully authenticated");

        // Where they are is not known either. What comes sooner is not looked at.
        var rounds = new AtomicInteger();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(1100))
                .until(() -> guessAtEach(rounds.incrementAndGet()) == GUESSES_AT_EACH);

        assertThat(asking.signIn(thea.user(), thea.password()))
                .contains("System error")
                .doesNotContain("Authentication failure", "successfully");
        await().until(() -> asking.signIn(zoe.user(), zoe.password()).contains("successfully authenticated"));
    }

    private int guessAtEach(int round) {
        IntStream.range(0, ACCOUNTS)
                .forEach(i -> demo.verifyPort().ask("probed" + i + "@olive.example", "guess " + round, "http", ""));
        return round;
    }
}
