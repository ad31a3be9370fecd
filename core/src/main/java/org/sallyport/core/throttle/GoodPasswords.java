package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// Remembers for five minutes by which keyed digest the account password of an account was right, so that an app that
/// asks every minute does not cost a password hash every minute. It remembers no verdict: whether the password is
/// allowed is judged each time. Thread-safe, bounded.
public final class GoodPasswords {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Map<AccountId, Good> good = Bounded.map();

    private record Good(Digest recognition, Instant until) {}

    public synchronized void remember(AccountId account, Digest recognition, Instant now) {
        good.put(account, new Good(recognition, now.plus(KEPT)));
    }

    public synchronized boolean knows(AccountId account, Digest recognition, Instant now) {
        var known = good.get(account);
        return known != null
                && now.isBefore(known.until())
                && known.recognition().matches(recognition);
    }
}
