package org.sallyport.core.method;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// Reserves a try before a code is looked at, so that parallel tries cannot share one number.
public final class TryGate {
    private TryGate() {}

    /// How many tries are still free of a wait, for telling the person.
    public static int triesLeft(Books books, AccountId account, Tries.Factor factor) {
        int used = Tries.in(books).find(account, factor).map(Tries.Count::count).orElse(0);
        return Math.max(0, TryRules.CAP - used);
    }

    /// Reserves one try.
    ///
    /// @return empty when the code may be looked at; otherwise from when
    public static Optional<Instant> reserve(Books books, AccountId account, Tries.Factor factor, Instant now) {
        var tries = Tries.in(books);
        var count = tries.find(account, factor);
        if (count.filter(c -> TryRules.isOver(c, now)).isPresent()) {
            tries.clear(account, factor);
            count = Optional.empty();
        }
        var next = count.flatMap(c -> TryRules.nextTry(c, now));
        if (next.isPresent()) {
            return next;
        }
        var number = tries.reserve(account, factor, TryRules.CAP, now);
        return number.isPresent() ? Optional.empty() : Optional.of(now.plus(TryRules.CAP_WAIT));
    }
}
