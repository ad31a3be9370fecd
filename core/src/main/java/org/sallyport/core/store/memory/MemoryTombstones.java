package org.sallyport.core.store.memory;

import java.time.Instant;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;

final class MemoryTombstones implements Tombstones {
    private final Rows<String, Instant> rows;

    MemoryTombstones(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(Username name, Instant until) {
        rows.put(name.canonical(), until);
    }

    @Override
    public boolean cover(Username name, Instant now) {
        return rows.find(name.canonical()).filter(now::isBefore).isPresent();
    }

    @Override
    public boolean remove(Username name) {
        return rows.remove(name.canonical());
    }

    @Override
    public void sweep(Instant now) {
        rows.removeIf(until -> !until.isAfter(now));
    }
}
