package org.sallyport.core.store.memory;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A table in the order of its keys, whose changes can be undone. Values are immutable. Used under the store's lock.
final class Rows<K extends Comparable<? super K>, V> {
    private final NavigableMap<K, V> rows = new TreeMap<>();
    private final Undo undo;

    Rows(Undo undo) {
        this.undo = undo;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    void put(K key, V value) {
        remember(key);
        rows.put(key, value);
    }

    /// @return false when there was none
    boolean remove(K key) {
        remember(key);
        return rows.remove(key) != null;
    }

    /// @return how many there were
    int removeIf(Predicate<V> condition) {
        var keys = rows.entrySet().stream()
                .filter(row -> condition.test(row.getValue()))
                .map(row -> row.getKey())
                .toList();
        keys.forEach(this::remove);
        return keys.size();
    }

    void removeKeysIf(Predicate<K> condition) {
        rows.keySet().stream().filter(condition).toList().forEach(this::remove);
    }

    Collection<V> all() {
        return rows.values();
    }

    /// At most `limit` rows whose keys come after `key`, in order.
    List<V> after(K key, int limit) {
        return rows.tailMap(key, false).values().stream().limit(limit).toList();
    }

    Collection<V> latestFirst() {
        return rows.descendingMap().values();
    }

    /// The greatest key, or `none` where there is none.
    K lastKey(K none) {
        return rows.isEmpty() ? none : rows.lastKey();
    }

    private void remember(K key) {
        @Nullable V before = rows.get(key);
        undo.push(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
    }
}
