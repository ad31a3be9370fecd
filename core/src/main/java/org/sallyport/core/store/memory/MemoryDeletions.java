package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;

final class MemoryDeletions implements Deletions {
    private final Rows<String, Deletion> rows;

    MemoryDeletions(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(Deletion deletion) {
        rows.put(deletion.account().toString(), deletion);
    }

    @Override
    public Optional<Deletion> find(AccountId account) {
        return rows.find(account.toString());
    }

    @Override
    public boolean remove(AccountId account) {
        return rows.remove(account.toString());
    }

    @Override
    public List<AccountId> due(Instant now, int limit) {
        return rows.all().stream()
                .filter(deletion -> !deletion.due().isAfter(now))
                .sorted(Comparator.comparing(Deletion::due))
                .limit(limit)
                .map(Deletion::account)
                .toList();
    }
}
