package org.sallyport.server.snapshot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.AccountSnapshot;
import org.sallyport.core.verify.Snapshots;

/// Snapshots bounded by number, with the second-chance rule of paging (the "clock"): whoever asked since the last look
/// stays, of the others the oldest goes. What every sign-in pays for it is one mark, made once.
///
/// A snapshot that was being read while something was forgotten may be older than what made it forgotten, so it is
/// kept only if nothing was forgotten meanwhile. Keeping and forgetting exclude each other for the few instructions
/// that takes; giving out what is in memory takes no lock.
public final class SecondChanceSnapshots implements Snapshots {
    private static final int TRIES = 3;
    // Then the oldest goes all the same: nobody waits while half a million are looked through.
    private static final int CHANCES = 64;
    private static final int MOST_ABSENT = 16_384;

    private final Function<Username, Optional<AccountSnapshot>> loader;
    private final int most;
    private final Map<Username, Kept> byName = new ConcurrentHashMap<>();
    // Names that no account has, so that asking for one again takes no longer than asking for one that somebody has.
    private final Set<Username> absent = ConcurrentHashMap.newKeySet();
    // In the order in which they will be looked at. Also the lock.
    private final SequencedMap<AccountId, Kept> round = new LinkedHashMap<>();
    private volatile long forgotten;

    /// @param loader reads one from the store
    /// @param most how many are kept
    public SecondChanceSnapshots(Function<Username, Optional<AccountSnapshot>> loader, int most) {
        this.loader = loader;
        this.most = most;
    }

    private static final class Kept {
        private final Username name;
        private final AccountSnapshot snapshot;
        // A mark that is seen late or lost costs one more reading of the store, and nothing else.
        private boolean asked;

        Kept(Username name, AccountSnapshot snapshot) {
            this.name = name;
            this.snapshot = snapshot;
        }

        AccountId id() {
            return snapshot.account().id();
        }

        AccountSnapshot given() {
            if (!asked) {
                asked = true;
            }
            return snapshot;
        }

        boolean takeChance() {
            boolean had = asked;
            asked = false;
            return had;
        }
    }

    @Override
    public Optional<AccountSnapshot> inMemory(Username name, Instant now) {
        var kept = byName.get(name);
        return kept == null ? Optional.empty() : Optional.of(kept.given());
    }

    @Override
    public Optional<AccountSnapshot> find(Username name) {
        var kept = byName.get(name);
        if (kept != null) {
            return Optional.of(kept.given());
        }
        return absent.contains(name) ? Optional.empty() : load(name);
    }

    @Override
    public void forget(AccountId account) {
        synchronized (round) {
            forgotten++;
            drop(round.get(account));
            // It may have been added, under whichever name.
            absent.clear();
        }
    }

    @Override
    public void forgetAll() {
        synchronized (round) {
            forgotten++;
            round.clear();
            byName.clear();
            absent.clear();
        }
    }

    /// How many are kept now.
    int size() {
        return byName.size();
    }

    private Optional<AccountSnapshot> load(Username name) {
        Optional<AccountSnapshot> loaded = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            long before = forgotten;
            loaded = loader.apply(name);
            boolean kept = loaded.map(snapshot -> keep(new Kept(name, snapshot), before))
                    .orElseGet(() -> keepAbsent(name, before));
            if (kept) {
                return loaded;
            }
        }
        // So much is changing that nothing can be kept; what was just read is still true for this question.
        return loaded;
    }

    private boolean keep(Kept kept, long before) {
        synchronized (round) {
            if (forgotten != before) {
                return false;
            }
            // Of this account under an older name, and of an older account under this name.
            drop(round.get(kept.id()));
            drop(byName.get(kept.name));
            makeRoom();
            round.put(kept.id(), kept);
            byName.put(kept.name, kept);
            return true;
        }
    }

    private boolean keepAbsent(Username name, long before) {
        synchronized (round) {
            if (forgotten != before) {
                return false;
            }
            // Whoever asks for so many names has made them up.
            if (absent.size() >= MOST_ABSENT) {
                absent.clear();
            }
            absent.add(name);
            return true;
        }
    }

    private void makeRoom() {
        int chances = CHANCES;
        while (round.size() >= most) {
            var oldest = round.firstEntry().getValue();
            if (chances > 0 && oldest.takeChance()) {
                chances--;
                round.putLast(oldest.id(), oldest);
            } else {
                drop(oldest);
            }
        }
    }

    private void drop(@Nullable Kept kept) {
        if (kept != null) {
            round.remove(kept.id());
            byName.remove(kept.name);
        }
    }
}
