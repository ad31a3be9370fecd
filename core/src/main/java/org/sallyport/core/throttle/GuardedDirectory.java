package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;

/// The directory behind the throttle: the only way in which a guessed account password reaches a password hash.
/// Thread-safe.
///
/// The same secret for the same account from the same place at the same moment is one guess, checked once: whoever
/// opens four connections with the right password opens all four.
public final class GuardedDirectory {
    private static final AccountId NOBODY = AccountId.fresh();

    private final Throttle throttle;
    private final Recognition recognition;
    private final GoodPasswords good;
    private final Familiar familiar;
    private final Directory directory;
    private final Map<Running, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();

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
    public record Target(String key, Optional<AccountId> account, Instant passwordChanged) {
        public static Target of(AccountId account, Instant passwordChanged) {
            return new Target(account.toString(), Optional.of(account), passwordChanged);
        }

        public static Target nobody(Username name) {
            return new Target(name.canonical(), Optional.empty(), Instant.EPOCH);
        }
    }

    public sealed interface Outcome {
        record Right() implements Outcome {}

        record Wrong() implements Outcome {}

        /// Wrong as it was before: known from memory, counted once, and worth no further word in the audit log.
        record WrongAgain() implements Outcome {}

        /// Wrong, but the account password of before: somebody forgot to tell a device. Not counted.
        record Old() implements Outcome {}

        /// Not looked at; after this long it will be.
        record Wait(Duration time) implements Outcome {}
    }

    private record Running(Throttle.Pair pair, Digest seen) {}

    /// Checks a guess.
    ///
    /// @throws Unavailable when the directory cannot tell; the guess is then as if it had not been made
    public Outcome check(Target target, Secret secret, Source source, Instant now) {
        var seen = recognition.of(target.key(), target.passwordChanged(), secret);
        var pair = Throttle.Pair.of(target.key(), source);
        boolean wasRight =
                target.account().filter(id -> good.knows(id, seen, now)).isPresent();
        var caution = throttle.caution(pair, now)
                .filter(c -> !wasRight || c.concern() == Throttle.Caution.Concern.ACCOUNT)
                .filter(c -> !isFamiliar(target, source, now));
        if (caution.isPresent()) {
            return new Outcome.Wait(caution.get().time());
        }
        return wasRight ? new Outcome.Right() : once(new Running(pair, seen), target, secret, now);
    }

    // Asked of nobody too, so that it takes as long.
    private boolean isFamiliar(Target target, Source source, Instant now) {
        return familiar.knows(target.account().orElse(NOBODY), source, now)
                && target.account().isPresent();
    }

    private Outcome once(Running guess, Target target, Secret secret, Instant now) {
        var mine = new CompletableFuture<Outcome>();
        var first = running.putIfAbsent(guess, mine);
        if (first != null) {
            return join(first);
        }
        try {
            var outcome = reserved(guess, target, secret, now);
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

    private static Outcome join(CompletableFuture<Outcome> first) {
        try {
            var outcome = first.join();
            return outcome instanceof Outcome.Wrong ? new Outcome.WrongAgain() : outcome;
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof Unavailable outage
                    ? new Unavailable(outage.part(), outage)
                    : new Unavailable("directory", fault);
        }
    }

    private Outcome reserved(Running guess, Target target, Secret secret, Instant now) {
        return switch (throttle.reserve(guess.pair(), Recognition.shortened(guess.seen()), now)) {
            case Throttle.Admission.KnownToBeWrong() -> new Outcome.WrongAgain();
            case Throttle.Admission.KnownToBeOld() -> new Outcome.Old();
            case Throttle.Admission.Wait(var time) -> new Outcome.Wait(time);
            case Throttle.Admission.Go(var reservation) -> ask(target, secret, reservation, guess.seen(), now);
        };
    }

    private Outcome ask(Target target, Secret secret, Throttle.Reservation reservation, Digest seen, Instant now) {
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
        return switch (check) {
            case RIGHT -> {
                throttle.right(reservation);
                target.account().ifPresent(id -> good.remember(id, seen, now));
                yield new Outcome.Right();
            }
            case OLD -> {
                throttle.old(reservation);
                yield new Outcome.Old();
            }
            case WRONG -> {
                throttle.wrong(reservation);
                yield new Outcome.Wrong();
            }
        };
    }

    private PasswordCheck nobodys(Secret secret) {
        directory.isNobodysPassword(secret);
        return PasswordCheck.WRONG;
    }
}
