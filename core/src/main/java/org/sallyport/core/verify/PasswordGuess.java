package org.sallyport.core.verify;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.throttle.GoodPasswords;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;

/// Asks the directory about an account password, behind the throttle. Thread-safe.
public final class PasswordGuess {
    /// The part an [Unavailable] names when too many passwords are being checked at once.
    public static final String BUSY_PART = "password hashing";

    private final Throttle throttle;
    private final Recognition recognition;
    private final GoodPasswords good;
    private final Directory directory;

    public PasswordGuess(Throttle throttle, Recognition recognition, GoodPasswords good, Directory directory) {
        this.throttle = throttle;
        this.recognition = recognition;
        this.good = good;
        this.directory = directory;
    }

    /// Whether it is the account password.
    ///
    /// @return empty when it is; otherwise why not, or how long to wait
    /// @throws Unavailable when the directory cannot tell; the guess is then as if it had not been made
    Optional<Verdict> ofAccount(AccountSnapshot snapshot, Secret secret, Source source, Instant now) {
        var id = snapshot.account().id();
        var seen = recognition.of(id.toString(), snapshot.passwordChanged(), secret);
        if (good.knows(id, seen, now)) {
            return Optional.empty();
        }
        var pair = Throttle.Pair.of(id.toString(), source);
        return switch (throttle.reserve(pair, Recognition.shortened(seen), now)) {
            case Throttle.Admission.KnownToBeWrong() -> Optional.of(new Verdict.Rejected(Rejection.WRONG_SECRET));
            case Throttle.Admission.Wait(var time) -> Optional.of(new Verdict.Deferred(Delay.THROTTLED, time));
            case Throttle.Admission.Go(var reservation) -> {
                if (askDirectory(snapshot, secret, reservation)) {
                    throttle.right(reservation);
                    good.remember(id, seen, now);
                    yield Optional.empty();
                }
                throttle.wrong(reservation);
                yield Optional.of(new Verdict.Rejected(Rejection.WRONG_SECRET));
            }
        };
    }

    /// The same for a name that no account has: same waits, same work, never right.
    Verdict ofNobody(Username name, Secret secret, Source source, Instant now) {
        Digest seen = recognition.of(name.canonical(), Instant.EPOCH, secret);
        var pair = Throttle.Pair.of(name.canonical(), source);
        return switch (throttle.reserve(pair, Recognition.shortened(seen), now)) {
            case Throttle.Admission.KnownToBeWrong() -> new Verdict.Rejected(Rejection.NO_SUCH_ACCOUNT);
            case Throttle.Admission.Wait(var time) -> new Verdict.Deferred(Delay.THROTTLED, time);
            case Throttle.Admission.Go(var reservation) -> {
                try {
                    directory.isNobodysPassword(secret);
                } catch (Unavailable outage) {
                    throttle.giveBack(reservation);
                    throw outage;
                }
                throttle.wrong(reservation);
                yield new Verdict.Rejected(Rejection.NO_SUCH_ACCOUNT);
            }
        };
    }

    private boolean askDirectory(AccountSnapshot snapshot, Secret secret, Throttle.Reservation reservation) {
        try {
            return directory.isPassword(snapshot.account().id(), secret);
        } catch (Unavailable outage) {
            throttle.giveBack(reservation);
            throw outage;
        }
    }
}
