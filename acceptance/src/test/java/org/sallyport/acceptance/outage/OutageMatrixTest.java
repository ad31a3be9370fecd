package org.sallyport.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Postgres;
import org.sallyport.acceptance.harness.Relay;
import org.sallyport.acceptance.ldap.TwoStepPrograms;
import org.sallyport.acceptance.outage.Asking.Answer;
import org.sallyport.acceptance.outage.Asking.Heard;

/// Every program, in front of a Sallyport on PostgreSQL, while something behind it is out of order (SECURITY D6, F4,
/// F12): what it tells the app is never that the password is wrong, where nothing can be judged nothing is counted, and
/// all is well afterwards.
///
/// Nikos has no second factor and signs in with his account password, which costs a hash, so that the throttle is asked
/// too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutageMatrixTest {
    private static final Duration SLOW = Duration.ofMillis(700);
    private static final int WRONG = 401;
    private static final int LATER = 503;
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final ExecutorService apps = Executors.newVirtualThreadPerTaskExecutor();
    private Postgres database;
    private Relay way;
    private Demo demo;
    private Peers peers;
    private Demo.Person nikos;

    @BeforeAll
    void everythingStarts(@TempDir Path folder) {
        var starting = apps.submit(Postgres::start);
        demo = Demo.start();
        database = after(starting);
        way = Relay.to(database.port());
        peers = Peers.asking(demo, folder);
        var store = String.join("\n", database.configuration(demo.data(), way.port()));
        demo.reconfigure(configuration -> configuration
                        .replace(
                                "imap: \"127.0.0.1:143\"",
                                "imap: \"127.0.0.1:" + peers.dovecot().clearPort() + "\"")
                        .replace("    services:\n", TwoStepPrograms.SERVICES)
                + "store:\n" + store + "\n");
        nikos = demo.add("nikos", "Nikos Pappas");
        demo.sallyport("account", "set-posix", nikos.user(), "--uid", "10001", "--gid", "10000");
        peers.deliver(nikos.user(), "Harvest begins on Monday");
        await().atMost(RECOVERY).untilAsserted(this::everybodyIsLetIn);
    }

    @AfterAll
    void everythingStops() {
        apps.close();
        if (peers != null) {
            peers.close();
        }
        if (demo != null) {
            demo.close();
        }
        if (way != null) {
            way.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNeverAWrongPasswordAndMovesNoCounter(Outage outage) {
        long refused = refused();
        begin(outage);
        List<Answer> right;
        List<Answer> wrong;
        try {
            var askedRight = startAll(peer -> nikos.password());
            var askedWrong = startAll(peer -> outage.isComplete() ? "wrong for " + peer.name() : "wrong for all");
            right = heard(askedRight);
            wrong = heard(askedWrong);
        } finally {
            end(outage);
        }

        assertThat(right)
                .allMatch(answer -> isNotNow(answer, outage) || outage.mayBeRight() && answer.heard() == Heard.IN);
        assertThat(wrong)
                .allMatch(answer -> isNotNow(answer, outage) || outage.mayBeRight() && answer.heard() == Heard.OUT);
        if (outage.isComplete()) {
            assertNothingIsCounted(outage, refused);
        }
        await().atMost(RECOVERY).untilAsserted(this::everybodyIsLetIn);
    }

    /// saslauthd has one word for both, and nslcd where the search was answered and the bind was not, as their pages
    /// say.
    private static boolean isNotNow(Answer answer, Outage outage) {
        return switch (answer.heard()) {
            case LATER, LATER_OR_OUT -> true;
            case OUT_OR_BIND_PUT_OFF -> outage.mayBeRight();
            case IN, OUT, UNCLEAR -> false;
        };
    }

    /// From the address that all of them gave, the first two guesses cost no wait, and the third does. A repeated guess
    /// is no new one. Equal refusals are written down once a minute, so each outage has a protocol of its own.
    private void assertNothingIsCounted(Outage outage, long refused) {
        await().atMost(RECOVERY).until(() -> guess("first guess after ", outage) == WRONG);
        assertThat(guess("second guess after ", outage)).isEqualTo(WRONG);
        await().atMost(RECOVERY).until(() -> refused() > refused);
        assertThat(refused()).as("one row for each of the two, or one for both").isLessThanOrEqualTo(refused + 2);
    }

    private int guess(String which, Outage outage) {
        var protocol = outage == Outage.SALLYPORT_STOPPED ? "imap" : "pop3";
        return demo.verifyPort().ask(nikos.user(), which + outage, protocol, "127.0.0.1");
    }

    private void begin(Outage outage) {
        switch (outage) {
            case SALLYPORT_STOPPED -> demo.stop();
            case DATABASE_STOPPED -> {
                database.stop();
                awaitDoubt();
            }
            case DATABASE_SILENT -> {
                way.stopUp();
                awaitDoubt();
            }
            case DATABASE_SLOW -> way.slowDown(SLOW);
        }
    }

    /// For a second Sallyport goes on with what it has read, and may.
    private void awaitDoubt() {
        await().atMost(RECOVERY).until(() -> demo.verifyPort().imap(nikos.user(), nikos.password()) == LATER);
    }

    private void end(Outage outage) {
        switch (outage) {
            case SALLYPORT_STOPPED -> demo.startAgain();
            case DATABASE_STOPPED -> database.startAgain();
            case DATABASE_SILENT, DATABASE_SLOW -> way.pass();
        }
    }

    private void everybodyIsLetIn() {
        assertThat(askAll(peer -> nikos.password())).allMatch(answer -> answer.heard() == Heard.IN);
    }

    private List<Answer> askAll(Function<Asking, String> password) {
        return heard(startAll(password));
    }

    /// Asks with every program at once.
    private List<Future<Answer>> startAll(Function<Asking, String> password) {
        return peers.all().stream()
                .map(peer -> apps.submit((Callable<Answer>) () -> peer.ask(nikos.user(), password.apply(peer))))
                .toList();
    }

    private static List<Answer> heard(List<Future<Answer>> asked) {
        return asked.stream().map(OutageMatrixTest::after).toList();
    }

    private static <R> R after(Future<R> begun) {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How many refused sign-ins are in the audit log.
    private long refused() {
        return database.number("select count(*) from audit where kind = 'app-sign-in-rejected'");
    }
}
