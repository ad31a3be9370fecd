package org.sallyport.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.throttle.GuardedDirectory;

/// The verifier: shape, then the account's app passwords, then, behind the throttle, its account password; whatever was
/// right is then judged by the [rules][Rule].
///
/// An app password that is right passes whatever anybody else has guessed: at 75 bit and more there is nothing to
/// throttle in it, and this is what keeps a stranger from locking anybody out. Everything else costs the same work
/// whether the account exists, is disabled or has MFA in force, so that time tells nobody apart: the same digests, the
/// same password hashes, the same transactions.
public final class RuleVerifier implements Verifier {
    private static final Duration OUTAGE_RETRY = Duration.ofSeconds(5);
    private static final Duration BUSY_RETRY = Duration.ofSeconds(2);

    private final Snapshots snapshots;
    private final AppPasswordDigest digests;
    private final GuardedDirectory directory;
    private final VerdictNotes notes;
    private final FirstSignIns firstSignIns;
    private final InstantSource clock;

    public RuleVerifier(
            Snapshots snapshots,
            Keyset keyset,
            GuardedDirectory directory,
            VerdictNotes notes,
            FirstSignIns firstSignIns,
            InstantSource clock) {
        this.snapshots = snapshots;
        this.digests = new AppPasswordDigest(keyset);
        this.directory = directory;
        this.notes = notes;
        this.firstSignIns = firstSignIns;
        this.clock = clock;
    }

    @Override
    public Verdict verify(Attempt attempt) {
        if (attempt.name().isOfTests()) {
            return new Verdict.Rejected(Rejection.MALFORMED);
        }
        var noted = judge(attempt);
        notes.note(attempt, noted.account(), noted.appPassword(), noted.verdict());
        return noted.verdict();
    }

    @Override
    public Optional<Verdict> verifyFromMemory(Attempt attempt) {
        var name = attempt.name().canonical();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var snapshot = snapshots.inMemory(name.get(), attempt.at());
        if (snapshot.isEmpty()) {
            digestForNothing(attempt.secret());
            return Optional.empty();
        }
        var matched = match(snapshot.get(), attempt.secret());
        if (matched == null) {
            return Optional.empty();
        }
        if (matched.opens(attempt.protocol(), attempt.at())) {
            notes.noteOpened(attempt, matched);
            return Optional.of(matched.accepted());
        }
        if (matched.appPassword().isAwaited()) {
            // A first use is kept before it is acknowledged, and another node may have kept one a moment ago.
            return Optional.empty();
        }
        var verdict = judge(attempt, snapshot.get(), matched, attempt.at());
        notes.note(attempt, snapshot.get().account().id(), matched.appPassword().id(), verdict);
        return Optional.of(verdict);
    }

    @Override
    public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
        return snapshots
                .find(verdict.canonical())
                .filter(snapshot -> snapshot.account().id().equals(verdict.account()))
                .filter(snapshot -> stillAccepts(earlier, verdict, snapshot))
                .isPresent();
    }

    private boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict, AccountSnapshot snapshot) {
        if (verdict.appPassword().isEmpty() && snapshot.passwordChanged().isAfter(earlier.at())) {
            return false;
        }
        var used = verdict.appPassword().flatMap(snapshot::appPassword);
        boolean isKnown = used.isPresent() || verdict.appPassword().isEmpty();
        return isKnown
                && Rule.judge(new Case(earlier, snapshot, used.orElse(null), clock.instant()))
                        instanceof Verdict.Accepted;
    }

    /// A verdict and whose it was.
    ///
    /// @param appPassword the one that the secret is, whatever the rules say about it
    private record Noted(
            @Nullable AccountId account, @Nullable AppPasswordId appPassword, Verdict verdict) {
        static Noted nobody(Verdict verdict) {
            return new Noted(null, null, verdict);
        }
    }

    private Noted judge(Attempt attempt) {
        var name = attempt.name().canonical();
        boolean malformed = name.isEmpty()
                || attempt.secret().length() > Secret.MAX_BYTES
                || attempt.secret().isBlank();
        if (malformed) {
            return Noted.nobody(new Verdict.Rejected(Rejection.MALFORMED));
        }
        try {
            var snapshot = snapshots.find(name.get());
            requireSomebodyWaits();
            return snapshot.isPresent()
                    ? judgeKnown(attempt, name.get(), snapshot.get())
                    : Noted.nobody(judgeUnknown(attempt, name.get()));
        } catch (Unavailable outage) {
            return Noted.nobody(deferred(outage));
        }
    }

    /// What is judged for nobody would only be counted against somebody.
    private static void requireSomebodyWaits() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Unavailable("store", "it answered when nobody waited any more");
        }
    }

    private Noted judgeKnown(Attempt attempt, Username name, AccountSnapshot snapshot) {
        Instant now = clock.instant();
        var account = snapshot.account().id();
        snapshot.lookForKeys(digests);
        var matched = match(snapshot, attempt.secret());
        if (matched == null) {
            return new Noted(account, null, judgePassword(attempt, snapshot, now));
        }
        var id = matched.appPassword().id();
        return matched.appPassword().isAwaited()
                ? new Noted(account, id, firstSignIns.judge(attempt, name, id, now))
                : new Noted(account, id, judge(attempt, snapshot, matched, now));
    }

    private Verdict judgePassword(Attempt attempt, AccountSnapshot snapshot, Instant now) {
        // Judged first: what the throttle makes of the right password must not tell that it is right.
        var ifRight = Rule.judge(new Case(attempt, snapshot, null, now));
        var effect =
                ifRight instanceof Verdict.Accepted ? GuardedDirectory.Effect.OPENS : GuardedDirectory.Effect.SHUT_OUT;
        var target = GuardedDirectory.Target.of(snapshot.account().id(), snapshot.passwordChanged(), effect);
        return switch (directory.check(target, attempt.secret(), attempt.source(), now)) {
            case GuardedDirectory.Outcome.Right() -> ifRight;
            case GuardedDirectory.Outcome.Refused(var what, var occurrence) ->
                switch (what) {
                    case RIGHT -> ifRight;
                    case OLD -> new Verdict.Rejected(Rejection.OLD_ACCOUNT_PASSWORD);
                    case WRONG -> new Verdict.Rejected(Rejection.WRONG_SECRET);
                };
            case GuardedDirectory.Outcome.Wait(var time) -> new Verdict.Deferred(Delay.THROTTLED, time);
        };
    }

    private Verdict judgeUnknown(Attempt attempt, Username name) {
        digestForNothing(attempt.secret());
        var target = GuardedDirectory.Target.nobody(name);
        return switch (directory.check(target, attempt.secret(), attempt.source(), clock.instant())) {
            case GuardedDirectory.Outcome.Right _, GuardedDirectory.Outcome.Refused _ ->
                new Verdict.Rejected(Rejection.NO_SUCH_ACCOUNT);
            case GuardedDirectory.Outcome.Wait(var time) -> new Verdict.Deferred(Delay.THROTTLED, time);
        };
    }

    /// What looking among an account's app passwords would have cost.
    private void digestForNothing(Secret secret) {
        secret.letters().ifPresent(letters -> {
            try (letters) {
                digests.forNothing(letters);
            }
        });
    }

    private Verdict judge(Attempt attempt, AccountSnapshot snapshot, Opener matched, Instant now) {
        return Rule.judge(new Case(attempt, snapshot, matched.appPassword(), now));
    }

    private @Nullable Opener match(AccountSnapshot snapshot, Secret secret) {
        var letters = secret.letters();
        if (letters.isEmpty()) {
            return null;
        }
        try (var clear = letters.get()) {
            return snapshot.match(clear, digests);
        }
    }

    private static Verdict.Deferred deferred(Unavailable outage) {
        return outage.part().equals(PasswordHasher.BUSY)
                ? new Verdict.Deferred(Delay.BUSY, BUSY_RETRY)
                : new Verdict.Deferred(Delay.OUTAGE, OUTAGE_RETRY);
    }
}
