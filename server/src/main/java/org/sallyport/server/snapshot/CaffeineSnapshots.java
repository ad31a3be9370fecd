package org.sallyport.server.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.AccountSnapshot;
import org.sallyport.core.verify.Snapshots;

/// Snapshots in a cache bounded by number; the least useful go first.
///
/// A snapshot that was being read while something was forgotten may be older than what made it forgotten, so it is
/// kept only if nothing was forgotten meanwhile. Looking and forgetting exclude each other for the few instructions
/// that takes; giving out what is in memory takes no lock.
public final class CaffeineSnapshots implements Snapshots {
    private static final int TRIES = 3;

    private final Function<Username, Optional<AccountSnapshot>> loader;
    private final Cache<Username, AccountSnapshot> byName;
    private final Map<AccountId, Username> names = new ConcurrentHashMap<>();
    private final Object forgetting = new Object();
    private volatile long forgotten;

    /// @param loader reads one from the store
    /// @param most how many are kept
    public CaffeineSnapshots(Function<Username, Optional<AccountSnapshot>> loader, long most) {
        this.loader = loader;
        this.byName = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run)
                .evictionListener(this::evicted)
                .build();
    }

    @Override
    public Optional<AccountSnapshot> inMemory(Username name, Instant now) {
        return Optional.ofNullable(byName.getIfPresent(name));
    }

    @Override
    public Optional<AccountSnapshot> find(Username name) {
        var known = byName.getIfPresent(name);
        return known == null ? load(name) : Optional.of(known);
    }

    @Override
    public void forget(AccountId account) {
        synchronized (forgetting) {
            forgotten++;
            var name = names.remove(account);
            if (name != null) {
                byName.invalidate(name);
            }
        }
    }

    @Override
    public void forgetAll() {
        synchronized (forgetting) {
            forgotten++;
            names.clear();
            byName.invalidateAll();
        }
    }

    /// How many are kept now, about.
    long size() {
        byName.cleanUp();
        return byName.estimatedSize();
    }

    private Optional<AccountSnapshot> load(Username name) {
        Optional<AccountSnapshot> loaded = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            long before = forgotten;
            loaded = loader.apply(name);
            if (loaded.isEmpty() || keep(name, loaded.get(), before)) {
                return loaded;
            }
        }
        // So much is changing that nothing can be kept; what was just read is still true for this question.
        return loaded;
    }

    private boolean keep(Username name, AccountSnapshot snapshot, long before) {
        synchronized (forgetting) {
            if (forgotten != before) {
                return false;
            }
            // In this order: what the cache refuses to keep is taken out of the names again by the listener.
            names.put(snapshot.account().id(), name);
            byName.put(name, snapshot);
            // Once more: the listener may have taken it out for an earlier snapshot that went at this moment.
            names.put(snapshot.account().id(), name);
            return true;
        }
    }

    private void evicted(@Nullable Username name, @Nullable AccountSnapshot snapshot, RemovalCause cause) {
        if (name != null && snapshot != null) {
            names.remove(snapshot.account().id(), name);
        }
    }
}
