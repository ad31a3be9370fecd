package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;

final class MemorySourceConflicts implements SourceConflicts, Erasable {
    private final Rows<String, SourceConflict> byKey;

    MemorySourceConflicts(Undo undo) {
        this.byKey = new Rows<>(undo);
    }

    @Override
    public void put(SourceConflict conflict) {
        byKey.put(place(conflict.key()), conflict);
    }

    @Override
    public Optional<SourceConflict> find(SourceKey key) {
        return byKey.find(place(key));
    }

    @Override
    public List<SourceConflict> page(SourceName source, Optional<String> after, int limit) {
        return byKey.after(source + " " + after.orElse(""), limit).stream()
                .takeWhile(conflict -> conflict.key().source().equals(source))
                .toList();
    }

    @Override
    public boolean remove(SourceKey key) {
        return byKey.remove(place(key));
    }

    @Override
    public void erase(AccountId account) {
        byKey.removeIf(conflict -> conflict.with().equals(Optional.of(account)));
    }

    private static String place(SourceKey key) {
        return key.source() + " " + key.externalId();
    }
}
