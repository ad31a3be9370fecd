package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;

/// The directory behind the throttle: the only way in which a guessed account password reaches a password hash.
/// Thread-safe.
///
/// The same secret for the same account from the same place at the same moment is one guess, checked once: whoever
/// opens four connections with the right password opens all four. Few may wait for a check that somebody else has
/// begun: whoever repeats one guess without end would else hold, while the hash is busy, all room that questions have.
public final class GuardedDirectory {
    private static final AccountId NOBODY = AccountId.fresh();
    private static final int MOST_FOLLOWERS = 64;

    private final Throttle throttle;
    private final Recognition recognition;
    private final GoodPasswords good;
    private final Familiar familiar;
    private final Directory directory;
    private final Map<Running, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();
    private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);

    public GuardedDirectory(
            Throttle throttle, Recognition recognition, GoodPasswords good, Familiar familiar, Directory directory) {
        this.throttle = throttle;
        this.recognition = recognition;
        this.good = good;
        this.familiar = familiar;
        this.directory = directory;
    }

    /// Tells whether an account was opened from somewhere lately; asked only where a guess would have to wait.
    @FunctionalInterface
    public interface Familiar {
        /// @throws Unavailable when nobody can tell
        boolean knows(AccountId account, Source source, Instant now);
    }

    /// Whose password is guessed.
    ///
    /// @param key one spelling for everything that is counted: the account's id, or the canonical name where there is
    /// no account
    /// @param account empty where there is none; the same work is done then
    /// @param passwordChanged when the account password was last set
    /// @param effect what comes of the right one
    public record Target(String key, Optional<AccountId> account, Instant passwordChanged, Effect effect) {
        public static Target of(AccountId account, Instant passwordChanged, Effect effect) {
            return new Target(account.toString(), Optional.of(account), passwordChanged, effect);
        }

        public static Target nobody(Username name) {
            return new Target(name.canonical(), Optional.empty(), Instant.EPOCH, Effect.SHUT_OUT);
        }
    }

    /// What the right account password does.
    public enum Effect {
        OPENS,
        /// The answer is no, as to a wrong one. So it is counted and has to wait like a wrong one: a success that
        /// forgave earlier guesses would tell whoever guesses that this was it.
        SHUT_OUT
    }

    public sealed interface Outcome {
        /// Right, and it opens something.
        record Right() implements Outcome {}

        /// It opens nothing: because it is wrong; because it is the account password of before, which is not counted,
        /// as somebody forgot to tell a device; or because it is right and [shut out][Effect#SHUT_OUT].
        record Refused(PasswordCheck what, Occurrence occurrence) implements Outcome {}

        /// Not looked at; after this long it will be.
        record Wait(Duration time) implements Outcome {}
    }

    /// Whether a secret was looked at, or known from memory to be refused.
    public enum Occurrence {
        FIRST,
        AGAIN
    }

    private record Running(Throttle.Pair pair, Digest seen) {}

    /// Checks a guess.
    ///
    /// @throws Unavailable when the directory cannot tell; the guess is then as if it had not been made
    public Outcome check(Target target, Secret secret, Source source, Instant now) {
        var since = target.account()
                .map(id -> directory.heldSince(id, target.passwordChanged(), now))
                .orElse(target.passwordChanged());
        var seen = recognition.of(target.key(), since, secret);
        var pair = Throttle.Pair.of(target.key(), source);
        var caution = throttle.caution(pair, now).filter(c -> !isFamiliar(target, source, now));
        if (caution.isPresent()) {
            return new Outcome.Wait(caution.get().time());
        }
        return once(new Running(pair, seen), target, secret, source, now);
    }

    // Asked of nobody too, so that it takes as long.
    private boolean isFamiliar(Target target, Source source, Instant now) {
        return familiar.knows(target.account().orElse(NOBODY), source, now)
                && target.account().isPresent();
    }

    private Outcome once(Running guess, Target target, Secret secret, Source source, Instant now) {
        var mine = new CompletableFuture<Outcome>();
        var first = running.putIfAbsent(guess, mine);
        if (first != null) {
            return follow(first);
        }
        try {
            var outcome = reserved(guess, target, secret, source, now);
            mine.complete(outcome);
            return outcome;
        } catch (RuntimeException fault) {
            mine.completeExceptionally(fault);
            throw fault;
        } finally {
            running.remove(guess, mine);
            // Whatever else ended it, whoever waits for the same answer must not wait for ever.
            mine.completeExceptionally(new Unavailable("directory", "the check was not finished"));
        }
    }

    private Outcome follow(CompletableFuture<Outcome> first) {
        if (!followers.tryAcquire()) {
            throw new Unavailable(PasswordHasher.BUSY, "too many wait for the same checks");
        }
        try {
            var outcome = first.join();
            return outcome instanceof Outcome.Refused(var what, var occurrence)
                    ? new Outcome.Refused(what, Occurrence.AGAIN)
                    : outcome;
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof Unavailable outage
                    ? new Unavailable(outage.part(), outage)
                    : new Unavailable("directory", fault);
        } finally {
            followers.release();
        }
    }

    private Outcome reserved(Running guess, Target target, Secret secret, Source source, Instant now) {
        long recognition = Recognition.shortened(guess.seen());
        if (target.effect() == Effect.OPENS) {
            throttle.mayOpen(guess.pair(), recognition);
        }
        var admission = throttle.reserve(guess.pair(), recognition, now);
        boolean mayBeAtHome = admission instanceof Throttle.Admission.Wait
                && throttle.asksForThePlace(guess.pair().account(), now);
        if (mayBeAtHome && isFamiliar(target, source, now)) {
            admission = throttle.reserve(guess.pair(), recognition, Throttle.Place.KNOWN, now);
        }
        return switch (admission) {
            case Throttle.Admission.Known(var what) -> new Outcome.Refused(what, Occurrence.AGAIN);
            case Throttle.Admission.Wait(var time) -> new Outcome.Wait(time);
            case Throttle.Admission.Go(var reservation) -> ask(target, secret, reservation, guess.seen(), now);
        };
    }

    private Outcome ask(Target target, Secret secret, Throttle.Reservation reservation, Digest seen, Instant now) {
        // Behind the waits: what is compared with a remembered password is a guess like any other.
        boolean wasRight = target.effect() == Effect.OPENS
                && target.account().filter(id -> good.knows(id, seen, now)).isPresent();
        if (wasRight) {
            throttle.right(reservation);
            return new Outcome.Right();
        }
        boolean judged = false;
        PasswordCheck check;
        try {
            check = target.account().map(id -> directory.check(id, secret)).orElseGet(() -> nobodys(secret));
            judged = true;
        } finally {
            // Whatever went wrong, it was not the person who guessed.
            if (!judged) {
                throttle.giveBack(reservation);
            }
        }
        if (check == PasswordCheck.RIGHT && target.effect() == Effect.OPENS) {
            throttle.right(reservation);
            target.account().ifPresent(id -> good.remember(id, seen, now));
            return new Outcome.Right();
        }
        switch (check) {
            case RIGHT -> throttle.shutOut(reservation);
            case OLD -> throttle.old(reservation);
            case WRONG -> throttle.wrong(reservation);
        }
        return new Outcome.Refused(check, Occurrence.FIRST);
    }

    private PasswordCheck nobodys(Secret secret) {
        directory.isNobodysPassword(secret);
        return PasswordCheck.WRONG;
    }
}
