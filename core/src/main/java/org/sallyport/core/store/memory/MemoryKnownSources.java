package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.throttle.KnownSources;

final class MemoryKnownSources implements KnownSources, Erasable {
    private final Rows<String, Instant> rows;

    MemoryKnownSources(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void seen(List<Sighting> sightings) {
        for (var one : sightings) {
            if (!knows(one.account(), one.place(), one.at())) {
                rows.put(one.account() + " " + one.place(), one.at());
            }
        }
    }

    @Override
    public boolean knows(AccountId account, Network prefix, Instant since) {
        return rows.find(account + " " + prefix)
                .filter(seen -> !seen.isBefore(since))
                .isPresent();
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(seen -> seen.isBefore(before));
    }

    @Override
    public void erase(AccountId account) {
        rows.removeKeysIf(key -> key.startsWith(account + " "));
    }
}
