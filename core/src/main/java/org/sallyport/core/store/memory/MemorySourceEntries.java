package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceName;

final class MemorySourceEntries implements SourceEntries {
    private final Rows<String, SourceEntry> rows;

    MemorySourceEntries(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(SourceEntry entry) {
        rows.put(place(entry.key()), entry);
    }

    @Override
    public Optional<SourceEntry> find(SourceEntry.Key key) {
        return rows.find(place(key));
    }

    @Override
    public List<SourceEntry> named(SourceName source, SourceEntry.Kind kind, String name) {
        return page(source, kind, Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(entry -> entry.name().equals(name))
                .toList();
    }

    @Override
    public List<SourceEntry> called(SourceName source, SourceEntry.Kind kind, String externalId) {
        return page(source, kind, Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(entry -> entry.externalId().equals(Optional.of(externalId)))
                .toList();
    }

    @Override
    public List<SourceEntry> page(SourceName source, SourceEntry.Kind kind, Optional<String> after, int limit) {
        var all = place(new SourceEntry.Key(source, kind, ""));
        return rows.after(all + after.orElse(""), limit).stream()
                .takeWhile(entry -> place(entry.key()).startsWith(all))
                .toList();
    }

    @Override
    public boolean remove(SourceEntry.Key key) {
        return rows.remove(place(key));
    }

    // No name of a source has a blank in it.
    private static String place(SourceEntry.Key key) {
        return key.source() + " " + key.kind() + " " + key.id();
    }
}
