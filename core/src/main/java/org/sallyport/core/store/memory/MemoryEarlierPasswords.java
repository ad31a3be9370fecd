package org.sallyport.core.store.memory;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.EarlierPasswords;

final class MemoryEarlierPasswords implements EarlierPasswords, Erasable {
    private final Rows<String, Earlier> rows;

    MemoryEarlierPasswords(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public Optional<Earlier> find(AccountId account) {
        return rows.find(account.toString());
    }

    @Override
    public void put(Earlier earlier) {
        rows.put(earlier.account().toString(), earlier);
    }

    @Override
    public void erase(AccountId account) {
        rows.remove(account.toString());
    }
}
