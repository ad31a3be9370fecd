package org.sallyport.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Postgres;

/// `kill -9` at random moments (F1 of the test plan). After every restart: what was acknowledged as made is accepted,
/// what was acknowledged as revoked is refused, the audit log is whole, and verdicts come within five seconds.
///
/// `-Dfaults.rounds=500` for more, `-Dfaults.seed=…` for the moments of an earlier run (what threads do between two
/// moments is not repeated by a seed), `-Dfaults.ready=30` for a machine that is busy with other things.
@Tag("faults")
class KillTest {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 50);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
    private static final int AT_WORK = 4;
    private static final int ROUNDS_A_PERSON = 25;

    private final Random random = new Random(SEED);
    private final List<Duration> starts = new ArrayList<>();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void whatWasAcknowledgedOutlivesEveryKillOnTheEmbeddedDatabase() throws Exception {
        try (var site = Site.in(folder, List.of("  kind: embedded"))) {
            killAgainAndAgain(site, "embedded database");
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesEveryKillOnPostgresql() throws Exception {
        try (var database = Postgres.start();
                var site = Site.in(folder, database.configuration(folder))) {
            killAgainAndAgain(site, "PostgreSQL");
        }
    }

    private void killAgainAndAgain(Site site, String name) throws Exception {
        System.out.printf("%s: %d rounds, -Dfaults.seed=%d, in %s%n", name, ROUNDS, SEED, folder);
        var journal = new Journal(folder.resolve("journal.tsv"));
        var reckoning = new Reckoning(site, journal);
        var holders = new ArrayList<Holder>();
        for (int i = 0; i < AT_WORK + ROUNDS / ROUNDS_A_PERSON; i++) {
            holders.add(site.add("person" + i));
        }
        start(site, journal);
        site.awaitPages();
        var outbox = site.outbox();
        for (var holder : holders) {
            journal.asksToIssue(holder);
            journal.issued(holder, holder.setUp(outbox));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            journal.round(round, "load");
            loadAndKill(site, journal, someOf(holders));
            killWhileStarting(site, journal, round);
            journal.round(round, "restart");
            start(site, journal);
            reckoning.everyAppPasswordIsAsAcknowledged();
            reckoning.theAuditLogIsWhole();
            site.awaitPages();
            assertThat(holders).noneMatch(Holder::isCodeTakenTwice);
            report(name, round, journal, site);
        }
        reckoning.everyAppPasswordIsAsAcknowledged();
        reckoning.everyAcknowledgementIsInTheAuditLog();
        assertThat(journal.acknowledged()).as("a load worth its name").isGreaterThan(ROUNDS);
        site.stop();
    }

    private void loadAndKill(Site site, Journal journal, List<Holder> people) throws InterruptedException {
        people.forEach(Holder::freshen);
        var load = Load.begin(journal, site.door(), people, random.nextLong());
        load.goOnFor(upTo(Duration.ofMillis(50), Duration.ofSeconds(5)));
        load.expectDeath();
        site.kill();
        load.end();
    }

    /// Every fifth time the server dies once more, before or while it recovers.
    private void killWhileStarting(Site site, Journal journal, int round) {
        if (random.nextInt(5) == 0) {
            journal.round(round, "killed while starting");
            site.start();
            site.dieAfter(upTo(Duration.ofMillis(50), Duration.ofMillis(2500)));
        }
    }

    private void start(Site site, Journal journal) {
        // The first start has nobody to ask for; an empty name is refused without a look at anything.
        var known = journal.any(random);
        starts.add(site.startAndAsk(
                known.map(entry -> entry.holder().name()).orElse(""),
                known.map(Journal.Entry::secret).orElse("")));
    }

    private List<Holder> someOf(List<Holder> holders) {
        var drawn = new ArrayList<>(holders);
        Collections.shuffle(drawn, random);
        return drawn.subList(0, AT_WORK);
    }

    private Duration upTo(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos()));
    }

    private void report(String name, int round, Journal journal, Site site) {
        if (round % 10 == 0 || round == ROUNDS) {
            System.out.printf(
                    "%s: %d rounds; %d changes asked for, %d acknowledged; %d sign-ins, %d of them put off; first"
                            + " verdict after %d ms at most%n",
                    name,
                    round,
                    journal.intents(),
                    journal.acknowledged(),
                    site.door().asked(),
                    site.door().deferred(),
                    Collections.max(starts).toMillis());
        }
    }
}
