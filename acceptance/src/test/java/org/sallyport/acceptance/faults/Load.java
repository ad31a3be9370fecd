package org.sallyport.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// People who make and revoke app passwords as fast as the pages let them, and an app that signs in 200 times a
/// second, until the server is killed under them.
final class Load {
    private static final int KEEP_OPEN = 8;
    private static final Duration BETWEEN_SIGN_INS = Duration.ofMillis(5);

    private final Journal journal;
    private final Door door;
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService apps = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> atWork = new ArrayList<>();
    private final CountDownLatch wentWrong = new CountDownLatch(1);
    private volatile boolean deathIsNear;

    private Load(Journal journal, Door door) {
        this.journal = journal;
        this.door = door;
    }

    static Load begin(Journal journal, Door door, List<Holder> holders, long seed) {
        var load = new Load(journal, door);
        for (int i = 0; i < holders.size(); i++) {
            var holder = holders.get(i);
            var random = new Random(seed + i);
            load.atWork.add(load.people.submit(() -> load.watched(() -> load.issueAndRevoke(holder, random))));
        }
        var random = new Random(seed - 1);
        load.atWork.add(load.apps.scheduleAtFixedRate(
                () -> load.watched(() -> load.signIn(random)), 0, BETWEEN_SIGN_INS.toNanos(), TimeUnit.NANOSECONDS));
        return load;
    }

    /// Goes on for so long, or until something is wrong.
    void goOnFor(Duration time) throws InterruptedException {
        var _ = wentWrong.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// From now on a broken connection is what everybody expects.
    void expectDeath() {
        deathIsNear = true;
    }

    /// Ends once everybody has noticed, and passes on what was wrong.
    void end() throws InterruptedException {
        // Ends the rounds, and interrupts none: an answer may be on its way.
        apps.shutdown();
        if (!apps.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("an app still waits for an answer of a dead server");
        }
        people.close();
        for (var one : atWork) {
            try {
                if (one.isDone() && !one.isCancelled()) {
                    one.get();
                }
            } catch (ExecutionException wrong) {
                throw new AssertionError("before the server was killed, something was wrong", wrong.getCause());
            }
        }
    }

    private void watched(Runnable work) {
        boolean fine = false;
        try {
            work.run();
            fine = true;
        } catch (UncheckedIOException cut) {
            fine = deathIsNear;
            if (!fine) {
                throw cut;
            }
        } finally {
            if (!fine) {
                wentWrong.countDown();
            }
        }
    }

    private void issueAndRevoke(Holder holder, RandomGenerator random) {
        while (!deathIsNear) {
            var open = journal.openOf(holder);
            boolean revoke = holder.canRevoke() && !open.isEmpty() && random.nextInt(2 * KEEP_OPEN) < open.size();
            if (revoke) {
                revoke(open.get(random.nextInt(open.size())));
            } else {
                issue(holder);
            }
        }
    }

    private void issue(Holder holder) {
        journal.asksToIssue(holder);
        var entry = journal.issued(holder, holder.issue());
        // What was acknowledged a moment ago works now.
        if (door.verdict(holder.name(), entry.secret()) instanceof Door.Answer.In(String id)) {
            journal.identified(entry, id);
        } else {
            throw new AssertionError("an app password of " + holder + " is refused right after it was made");
        }
    }

    private void revoke(Journal.Entry entry) {
        journal.asksToRevoke(entry);
        entry.holder().revoke(entry.id().orElseThrow());
        journal.revoked(entry);
        assertThat(door.verdict(entry.holder().name(), entry.secret()))
                .as("right after %s revoked %s", entry.holder(), entry.id())
                .isInstanceOf(Door.Answer.Out.class);
    }

    private void signIn(RandomGenerator random) {
        if (deathIsNear) {
            return;
        }
        journal.any(random).ifPresent(entry -> {
            var before = entry.state();
            var answer = door.ask(entry.holder().name(), entry.secret());
            if (before == Journal.State.REVOKED) {
                assertThat(answer).isNotInstanceOf(Door.Answer.In.class);
            } else if (before == Journal.State.OPEN && entry.state() == Journal.State.OPEN) {
                assertThat(answer).isNotInstanceOf(Door.Answer.Out.class);
            }
        });
    }
}
