package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;

/// The directory behind the throttle: the only way in which a guessed account password reaches a password hash.
/// Thread-safe.
public final class GuardedDirectory {
    private final Throttle throttle;
    private final Recognition recognition;
    private final GoodPasswords good;
    private final Directory directory;

    public GuardedDirectory(Throttle throttle, Recognition recognition, GoodPasswords good, Directory directory) {
        this.throttle = throttle;
        this.recognition = recognition;
        this.good = good;
        this.directory = directory;
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

        /// Not looked at; after this long it will be.
        record Wait(Duration time) implements Outcome {}
    }

    /// Checks a guess.
    ///
    /// @throws Unavailable when the directory cannot tell; the guess is then as if it had not been made
    public Outcome check(Target target, Secret secret, Source source, Instant now) {
        var seen = recognition.of(target.key(), target.passwordChanged(), secret);
        if (target.account().filter(id -> good.knows(id, seen, now)).isPresent()) {
            return new Outcome.Right();
        }
        var pair = Throttle.Pair.of(target.key(), source);
        return switch (throttle.reserve(pair, Recognition.shortened(seen), now)) {
            case Throttle.Admission.KnownToBeWrong() -> new Outcome.WrongAgain();
            case Throttle.Admission.Wait(var time) -> new Outcome.Wait(time);
            case Throttle.Admission.Go(var reservation) -> ask(target, secret, reservation, seen, now);
        };
    }

    private Outcome ask(Target target, Secret secret, Throttle.Reservation reservation, Digest seen, Instant now) {
        boolean judged = false;
        boolean right;
        try {
            right = target.account().map(id -> directory.isPassword(id, secret)).orElseGet(() -> isNobodys(secret));
            judged = true;
        } finally {
            // Whatever went wrong, it was not the person who guessed.
            if (!judged) {
                throttle.giveBack(reservation);
            }
        }
        if (!right) {
            throttle.wrong(reservation);
            return new Outcome.Wrong();
        }
        throttle.right(reservation);
        target.account().ifPresent(id -> good.remember(id, seen, now));
        return new Outcome.Right();
    }

    private boolean isNobodys(Secret secret) {
        directory.isNobodysPassword(secret);
        return false;
    }
}
