package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Tries;

final class MemoryTries implements Tries {
    private final Rows<String, Count> rows;

    MemoryTries(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public Optional<Integer> reserve(AccountId account, Factor factor, int cap, Instant now) {
        int counted = find(account, factor).map(Count::count).orElse(0);
        if (counted >= cap) {
            return Optional.empty();
        }
        rows.put(key(account, factor), new Count(counted + 1, now));
        return Optional.of(counted + 1);
    }

    @Override
    public void clear(AccountId account, Factor factor) {
        rows.remove(key(account, factor));
    }

    @Override
    public Optional<Count> find(AccountId account, Factor factor) {
        return rows.find(key(account, factor));
    }

    private static String key(AccountId account, Factor factor) {
        return account + " " + factor;
    }
}
