package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// Remembers for five minutes by which keyed digest the account password of an account was right, so that an app that
/// asks every minute does not cost a password hash every minute. It remembers no verdict: whether the password is
/// allowed is judged each time. Thread-safe, bounded.
public final class GoodPasswords {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MAX_ENTRIES = 65_536;

    private final Map<AccountId, Good> good = new LinkedHashMap<>(16, 0.75f, true) {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<AccountId, Good> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

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
