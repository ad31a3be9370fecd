package org.sallyport.core.store.memory;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Tries;

final class MemoryTries implements Tries, Erasable {
    private final Rows<String, Count> rows;

    MemoryTries(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void hold(AccountId account) {
        // One transaction at a time.
    }

    @Override
    public boolean replace(AccountId account, Factor factor, Count seen, Count next) {
        boolean isCurrent = find(account, factor).orElse(Count.NONE).equals(seen);
        if (isCurrent) {
            rows.put(key(account, factor), next);
        }
        return isCurrent;
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

    @Override
    public void erase(AccountId account) {
        rows.removeKeysIf(key -> key.startsWith(account + " "));
    }
}
