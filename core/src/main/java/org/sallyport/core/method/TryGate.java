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

    /// Reserves one try.
    ///
    /// @return empty when the code may be looked at; otherwise from when
    public static Optional<Instant> reserve(Books books, AccountId account, Tries.Factor factor, Instant now) {
        var tries = Tries.in(books);
        var count = tries.find(account, factor);
        if (count.filter(c -> !now.isBefore(c.last().plus(DAY))).isPresent()) {
            tries.clear(account, factor);
            count = Optional.empty();
        }
        var next = count.map(c -> c.last().plus(factor.waitAfter(c.count()))).filter(now::isBefore);
        if (next.isPresent()) {
            return next;
        }
        return tries.reserve(account, factor, factor.cap(), now).isPresent()
                ? Optional.empty()
                : Optional.of(now.plus(DAY));
    }
}
