package org.sallyport.server.main;

import java.time.Duration;
import org.sallyport.core.asking.ServerNotes;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.rollout.RolloutWork;
import org.sallyport.core.roster.DailyStates;
import org.sallyport.core.throttle.Alarm;
import org.sallyport.core.throttle.ThrottleExchange;
import org.sallyport.core.upkeep.IdleRound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens by itself: the journal is followed, what verdicts left behind is written down, the nodes hear of each
/// other's failures, the index of people is kept right, accounts are deleted when that is due, people of rollouts are
/// switched over, a rotated keyset is taken up. (Sessions are swept by the pages,
/// notices by the postman.)
final class Clockwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    // Snapshots are believed for a second without news; five readings fit into it.
    private static final Duration JOURNAL = Duration.ofMillis(200);
    private static final Duration NOTES = Duration.ofSeconds(5);
    // A list does what is due itself before it is shown, but for what thousands of changes leave to do.
    private static final Duration PEOPLE = Duration.ofSeconds(1);
    private static final Duration ROLLOUTS = Duration.ofSeconds(10);
    // Each source has a pace of its own; what an admin wants to have read is begun within this.
    private static final Duration SOURCES = Duration.ofSeconds(1);
    private static final Duration IMPORTS = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration KEYSET = Duration.ofSeconds(5);
    private static final Duration DELETIONS = Duration.ofSeconds(30);
    private static final Duration FIGURES = Duration.ofMinutes(1);

    private final Wired wired;
    private final Tasks tasks = new Tasks();

    private Clockwork(Wired wired) {
        this.wired = wired;
    }

    static Clockwork start(Installation installation, Wired wired) {
        var clockwork = new Clockwork(wired);
        var tasks = clockwork.tasks;
        tasks.every(JOURNAL, "journal", wired.snapshots()::follow);
        tasks.every(NOTES, "verdict-notes", wired.notes()::flush);
        tasks.every(NOTES, "reports", wired.reports()::flush);
        tasks.every(ThrottleExchange.EVERY, "throttle", clockwork::exchange);
        tasks.every(PEOPLE, "people-index", wired.services().console().people()::follow);
        for (var sync : wired.services().console().sources().syncs()) {
            tasks.every(SOURCES, "sources", () -> SourcesWiring.turn(sync));
        }
        tasks.every(
                IMPORTS, "imports", wired.services().console().desks().intake().work()::follow);
        tasks.every(FIGURES, "api-tokens", wired.services().console().api().programs()::sweep);
        tasks.every(KEYSET, "keyset", installation.keysetWatch()::takeUp);
        tasks.every(DELETIONS, "deletions", wired.services().console().desks().deletions()::carryOut);
        var rollouts = new RolloutWork(wired.store(), wired.mfa(), installation.clock());
        tasks.every(ROLLOUTS, "rollouts", rollouts::follow);
        var idle = new IdleRound(wired.store(), wired.mfa().policies(), installation.clock());
        tasks.every(IDLE, "idle-app-passwords", idle::go);
        var figures = new DailyFigures(wired.store(), installation.clock());
        var states = new DailyStates(wired.store(), installation.clock());
        tasks.every(FIGURES, "figures", () -> {
            states.count();
            figures.sweep();
        });
        tasks.every(FIGURES, "servers", clockwork.servers()::flush);
        tasks.every(FIGURES, "sent-mail", wired.services().console().devices().mail()::sweep);
        return clockwork;
    }

    /// Stops, and writes down what is left to write.
    @Override
    public void close() {
        tasks.close();
        Tasks.once("verdict-notes", wired.notes()::flush);
        Tasks.once("reports", wired.reports()::flush);
        Tasks.once("servers", servers()::flush);
        Tasks.once("throttle", wired.throttle()::leave);
    }

    private ServerNotes servers() {
        return wired.services().console().elsewhere().servers().notes();
    }

    private void exchange() {
        for (var alarm : wired.throttle().run()) {
            switch (alarm) {
                case Alarm.StressBegan() ->
                    LOG.atError().setMessage("throttle.stress-began").log();
                case Alarm.StressEnded() ->
                    LOG.atInfo().setMessage("throttle.stress-ended").log();
                case Alarm.SourceSlowed slowed ->
                    LOG.atWarn()
                            .setMessage("throttle.source-slowed")
                            .addKeyValue("network", slowed.where())
                            .log();
                case Alarm.AccountUnderAttack(var account) ->
                    LOG.atWarn()
                            .setMessage("throttle.account-under-attack")
                            .addKeyValue("account", account)
                            .log();
            }
        }
    }
}
