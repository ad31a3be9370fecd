package org.sallyport.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
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
import org.sallyport.acceptance.outage.Asking.Answer;
import org.sallyport.acceptance.outage.Asking.Heard;

/// Every program, in front of a Sallyport on PostgreSQL, while something behind it is out of order (SECURITY D6, F4,
/// F12): what it tells the app is never that the password is wrong, where nothing can be judged nothing is counted, and
/// all is well afterwards.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutageMatrixTest {
    private static final int WRONG = 401;

    private final ExecutorService apps = Executors.newVirtualThreadPerTaskExecutor();
    private Site site;
    private Peers peers;
    private Demo.Person nikos;

    @BeforeAll
    void everythingStarts(@TempDir Path folder) {
        var starting = apps.submit(Postgres::start);
        var demo = Demo.start();
        peers = Peers.of(demo);
        site = Site.of(demo, after(starting), peers.dovecot().clearPort());
        nikos = site.nikos();
        peers.start(site, folder);
        awaitEverybodyIsLetIn();
    }

    @AfterAll
    void everythingStops() {
        apps.close();
        if (peers != null) {
            peers.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNeverAWrongPasswordAndMovesNoCounter(Outage outage) {
        long refused = site.refused();
        site.begin(outage);
        List<Answer> right;
        List<Answer> wrong;
        try {
            var askedRight = startAll(peer -> peer.ask(nikos.user(), nikos.password()));
            var askedWrong = startAll(peer ->
                    peer.ask(nikos.user(), Peers.WRONG + (outage.mayBeJudged() ? " for all" : " for " + peer.name())));
            right = heard(askedRight);
            wrong = heard(askedWrong);
        } finally {
            site.end(outage);
        }

        assertThat(right)
                .allMatch(answer -> isNotNow(answer, outage) || outage.mayBeJudged() && answer.heard() == Heard.IN);
        assertThat(wrong)
                .allMatch(answer -> isNotNow(answer, outage) || outage.mayBeJudged() && answer.heard() == Heard.OUT);
        if (!outage.mayBeJudged()) {
            assertNothingIsCounted(outage, refused);
        }
        awaitEverybodyIsLetIn();
    }

    /// saslauthd has one word for both, and nslcd where the search was answered and the bind was not, as their pages
    /// say.
    private static boolean isNotNow(Answer answer, Outage outage) {
        return switch (answer.heard()) {
            case LATER, LATER_OR_OUT -> true;
            case OUT_OR_BIND_PUT_OFF -> outage.mayBeJudged();
            case IN, OUT, UNCLEAR -> false;
        };
    }

    /// From the address that all of them gave, the first two guesses cost no wait, and the third does. A repeated guess
    /// is no new one.
    private void assertNothingIsCounted(Outage outage, long refused) {
        await().atMost(Site.RECOVERY).until(() -> guess("first guess after ", outage) == WRONG);
        assertThat(guess("second guess after ", outage)).isEqualTo(WRONG);
        await().atMost(Site.RECOVERY).until(() -> site.refused() > refused);
        assertThat(site.refused())
                .as("one row for each of the two, or one for both")
                .isLessThanOrEqualTo(refused + 2);
    }

    private int guess(String which, Outage outage) {
        return site.demo().verifyPort().ask(nikos.user(), which + outage, outage.protocol(), "127.0.0.1");
    }

    /// All at once, each as often as it takes.
    private void awaitEverybodyIsLetIn() {
        heard(startAll(peer -> await(peer.name())
                .atMost(Site.RECOVERY)
                .until(() -> peer.ask(nikos.user(), nikos.password()), answer -> answer.heard() == Heard.IN)));
    }

    /// Asks with every program at once.
    private List<Future<Answer>> startAll(Function<Asking, Answer> question) {
        return peers.all().stream()
                .map(peer -> apps.submit((Callable<Answer>) () -> question.apply(peer)))
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
}
