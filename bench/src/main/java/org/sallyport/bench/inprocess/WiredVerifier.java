package org.sallyport.bench.inprocess;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sallyport.bench.town.Resident;
import org.sallyport.bench.town.Town;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.throttle.GoodPasswords;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.Ladder;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.FirstSignIns;
import org.sallyport.core.verify.FollowedSnapshots;
import org.sallyport.core.verify.RuleVerifier;
import org.sallyport.core.verify.SnapshotLoader;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.VerdictNotes;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.snapshot.SecondChanceSnapshots;

/// The product's verifier with everything a verdict passes through: the snapshots in memory, the journal that is
/// followed meanwhile, and the notes that are written behind. Only the store is in memory, and the directory knows
/// nobody.
final class WiredVerifier implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    private final List<Resident> residents;
    private final Verifier verifier;
    private final ScheduledExecutorService behind = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("behind").factory());

    WiredVerifier(int accounts, int appPasswordsEach) {
        var keyset = Keyset.fresh(new SecretGenerator(), CLOCK.instant());
        var store = new MemoryStore(keyset);
        residents = new Town(store, keyset).settle(accounts, appPasswordsEach);
        var loader = new SnapshotLoader(store, new Mfa(store, Limits.standard(), CLOCK));
        var followed = new FollowedSnapshots(
                new SecondChanceSnapshots(loader::load, 2 * accounts), loader::load, store, CLOCK);
        var notes = new VerdictNotes(store, CLOCK, (source, times, now) -> {}, 2 * accounts);
        var firstSignIns = new FirstSignIns(store, loader);
        verifier = new RuleVerifier(followed, keyset, nobodysPasswords(keyset), notes, firstSignIns, CLOCK);
        followed.follow();
        var _ = behind.scheduleWithFixedDelay(followed::follow, 250, 250, TimeUnit.MILLISECONDS);
        var _ = behind.scheduleWithFixedDelay(notes::flush, 5, 5, TimeUnit.SECONDS);
        residents.forEach(resident -> requireAccepted(verifier.verify(attempt(resident))));
    }

    List<Resident> residents() {
        return residents;
    }

    Verifier verifier() {
        return verifier;
    }

    /// The attempt that this resident's app makes, as a listener would hand it over.
    static Attempt attempt(Resident resident) {
        return new Attempt(
                new TypedName(resident.name()),
                Secret.of(resident.lettersInUse()),
                Protocol.IMAP,
                Source.ofLiteral(resident.address()),
                CLOCK.instant(),
                "dovecot-1");
    }

    static void requireAccepted(Verdict verdict) {
        if (!(verdict instanceof Verdict.Accepted)) {
            throw new IllegalStateException("a right app password was answered with " + verdict);
        }
    }

    @Override
    public void close() {
        behind.shutdownNow();
    }

    private static GuardedDirectory nobodysPasswords(Keyset keyset) {
        return new GuardedDirectory(
                new Throttle(Ladder.APPS, keyset),
                new Recognition(keyset),
                new GoodPasswords(),
                (account, source, now) -> false,
                new Nobody());
    }

    private record Nobody() implements Directory {
        @Override
        public PasswordCheck check(AccountId account, Secret typed) {
            return PasswordCheck.WRONG;
        }

        @Override
        public void isNobodysPassword(Secret typed) {
            // There is nothing to compare with.
        }
    }
}
