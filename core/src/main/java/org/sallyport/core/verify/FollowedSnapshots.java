package org.sallyport.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Store;

/// Snapshots that are trusted only as long as the journal of changes is being read: after one second without it they
/// are left aside and every question reads the store, so that a revocation on another node is never overlooked for
/// longer. Thread-safe.
public final class FollowedSnapshots implements Snapshots {
    /// How long snapshots are believed without news.
    public static final Duration TRUST = Duration.ofSeconds(1);

    private final Snapshots remembered;
    private final Function<Username, Optional<AccountSnapshot>> loader;
    private final Store store;
    private final InstantSource clock;
    private volatile Instant trustedUntil = Instant.EPOCH;
    private long lastRead = -1;

    /// @param remembered where snapshots are kept in memory
    /// @param loader reads one from the store
    public FollowedSnapshots(
            Snapshots remembered,
            Function<Username, Optional<AccountSnapshot>> loader,
            Store store,
            InstantSource clock) {
        this.remembered = remembered;
        this.loader = loader;
        this.store = store;
        this.clock = clock;
    }

    /// Reads the journal and drops what changed; to be called several times a second, by one thread at a time.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be read; trust then runs out by itself
    public synchronized void follow() {
        // The moment before reading, so that trust never covers a change made while the answer was on its way.
        Instant asked = clock.instant();
        if (lastRead < 0) {
            lastRead = store.transact(books -> Changes.in(books).latest());
            remembered.forgetAll();
        }
        long before = lastRead;
        var reading = store.transact(books ->
                new Reading(Changes.in(books).latest(), Changes.in(books).since(before)));
        if (reading.latest() < before) {
            // The database went back in time: a restored backup, or a standby that had not heard everything.
            remembered.forgetAll();
            lastRead = reading.latest();
        }
        var changes = reading.changes();
        for (var change : changes) {
            change.account().ifPresentOrElse(remembered::forget, remembered::forgetAll);
            lastRead = change.number();
        }
        if (changes.size() < Changes.PAGE) {
            trustedUntil = asked.plus(TRUST);
        }
    }

    private record Reading(long latest, List<Changes.Change> changes) {}

    @Override
    public Optional<AccountSnapshot> inMemory(Username name, Instant now) {
        return isTrusted(now) ? remembered.inMemory(name, now) : Optional.empty();
    }

    @Override
    public Optional<AccountSnapshot> find(Username name) {
        return isTrusted(clock.instant()) ? remembered.find(name) : loader.apply(name);
    }

    @Override
    public void forget(AccountId account) {
        remembered.forget(account);
    }

    @Override
    public void forgetAll() {
        remembered.forgetAll();
    }

    private boolean isTrusted(Instant now) {
        return now.isBefore(trustedUntil);
    }
}
