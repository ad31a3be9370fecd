package org.sallyport.core.method;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// Reserves a try before a code is looked at, so that parallel tries cannot share one number.
public final class TryGate {
    private static final Duration DAY = Duration.ofDays(1);

    private TryGate() {}

    /// How many tries there are left before the factor rests for a day.
    public static int triesLeft(Books books, AccountId account, Tries.Factor factor) {
        int used = Tries.in(books).find(account, factor).map(Tries.Count::count).orElse(0);
        return Math.max(0, factor.cap() - used);
    }

    /// Whether a try would have to wait, without reserving one: for whoever wants to know before doing costly work.
    ///
    /// @return empty when one can be reserved now; otherwise from when
    public static Optional<Instant> blockedUntil(Books books, AccountId account, Tries.Factor factor, Instant now) {
        return blockedUntil(Tries.in(books).find(account, factor), factor, now);
    }

    private static Optional<Instant> blockedUntil(Optional<Tries.Count> seen, Tries.Factor factor, Instant now) {
        return seen.filter(count -> !isForgotten(count, now))
                .map(count -> count.last().plus(factor.waitAfter(count.count())))
                .filter(now::isBefore);
    }

    private static boolean isForgotten(Tries.Count count, Instant now) {
        return !now.isBefore(count.last().plus(DAY));
    }

    /// Gives back a try that was reserved in this transaction, and of which nothing came.
    ///
    /// @param before what was counted before
    static void giveBack(Books books, AccountId account, Tries.Factor factor, Optional<Tries.Count> before) {
        var tries = Tries.in(books);
        var reserved = tries.find(account, factor);
        if (before.isEmpty()) {
            tries.clear(account, factor);
        } else if (reserved.isEmpty() || !tries.replace(account, factor, reserved.get(), before.get())) {
            throw new IllegalStateException("a try that was reserved is gone");
        }
    }

    /// Reserves one try.
    ///
    /// @return empty when the code may be looked at; otherwise from when
    public static Optional<Instant> reserve(Books books, AccountId account, Tries.Factor factor, Instant now) {
        var tries = Tries.in(books);
        // Whoever was slower finds what the faster one has counted, and is judged by it: after a few turns of this they
        // have to wait.
        while (true) {
            var seen = tries.find(account, factor);
            var next = blockedUntil(seen, factor, now);
            if (next.isPresent()) {
                return next;
            }
            int number = seen.filter(count -> !isForgotten(count, now))
                            .map(Tries.Count::count)
                            .orElse(0)
                    + 1;
            if (tries.replace(account, factor, seen.orElse(Tries.Count.NONE), new Tries.Count(number, now))) {
                return Optional.empty();
            }
        }
    }

    /// Reserves one try of a second factor at sign-in.
    ///
    /// @return empty when the code may be looked at; otherwise what to answer
    public static Optional<CodeCheck> reserveCode(Books books, AccountId account, Tries.Factor factor, Instant now) {
        if (isSwitchedOff(books, account, factor)) {
            return Optional.of(new CodeCheck.SwitchedOff());
        }
        var next = reserve(books, account, factor, now);
        if (next.isPresent()) {
            return Optional.of(new CodeCheck.TooMany(next.get()));
        }
        return isOneOfAll(books, account, factor, now) ? Optional.empty() : Optional.of(new CodeCheck.SwitchedOff());
    }

    /// Reserves one of all the tries there are until one is right, for whoever has reserved one of the day already.
    ///
    /// @return false when the factor is switched off, and nothing may be looked at
    public static boolean reserveOneOfAll(Books books, AccountId account, Tries.Factor factor, Instant now) {
        return !isSwitchedOff(books, account, factor) && isOneOfAll(books, account, factor, now);
    }

    // Of parallel tries, one that finds the last number taken is not looked at.
    private static boolean isOneOfAll(Books books, AccountId account, Tries.Factor factor, Instant now) {
        var all = factor.inAll();
        return all.isEmpty()
                || numberInAll(books, account, all.get(), now) <= all.get().cap();
    }

    // Counts the try, and says which of all it is.
    private static int numberInAll(Books books, AccountId account, Tries.Factor all, Instant now) {
        var tries = Tries.in(books);
        while (true) {
            var seen = tries.find(account, all).orElse(Tries.Count.NONE);
            if (tries.replace(account, all, seen, new Tries.Count(seen.count() + 1, now))) {
                return seen.count() + 1;
            }
        }
    }

    /// Whether so many tries in a row were wrong, on however many days, that this factor opens nothing more until it is
    /// [switched on again][#switchOn].
    public static boolean isSwitchedOff(Books books, AccountId account, Tries.Factor factor) {
        return factor.inAll()
                .filter(all -> Tries.in(books)
                        .find(account, all)
                        .filter(count -> count.count() >= all.cap())
                        .isPresent())
                .isPresent();
    }

    /// Forgets the tries of a factor after a success.
    public static void forgive(Books books, AccountId account, Tries.Factor factor) {
        Tries.in(books).clear(account, factor);
        factor.inAll().ifPresent(all -> Tries.in(books).clear(account, all));
    }

    /// Switches every factor of an account on again, and lets them count from nothing: once its owner has proved
    /// another one, or has been to an admin.
    public static void switchOn(Books books, AccountId account) {
        for (var factor : Tries.Factor.values()) {
            factor.inAll().ifPresent(all -> Tries.in(books).clear(account, all));
        }
    }
}
