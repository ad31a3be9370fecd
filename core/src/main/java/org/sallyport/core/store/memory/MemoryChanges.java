package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;

final class MemoryChanges implements Changes {
    private final Rows<Long, Change> rows;

    MemoryChanges(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void changed(AccountId account) {
        write(Optional.of(account));
    }

    @Override
    public void everybodyChanged() {
        write(Optional.empty());
    }

    @Override
    public List<Change> since(long number) {
        return rows.after(number, PAGE);
    }

    @Override
    public long latest() {
        return rows.lastKey(0L);
    }

    private void write(Optional<AccountId> account) {
        var change = new Change(latest() + 1, account);
        rows.put(change.number(), change);
    }
}
