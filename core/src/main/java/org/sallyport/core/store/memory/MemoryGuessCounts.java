package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sallyport.core.throttle.GuessCounts;

final class MemoryGuessCounts implements GuessCounts {
    private final Rows<String, Kept> rows;

    MemoryGuessCounts(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    private record Kept(Count count, Instant expires) {}

    @Override
    public List<Count> add(List<Delta> deltas, Instant now) {
        return deltas.stream()
                .sorted(Comparator.comparing(Delta::counter))
                .map(delta -> add(delta, now))
                .toList();
    }

    @Override
    public List<Count> changedSince(Instant moment, int limit) {
        return rows.all().stream()
                .map(Kept::count)
                .filter(count -> !count.changed().isBefore(moment))
                .sorted(Comparator.comparing(Count::changed).reversed().thenComparing(Count::counter))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Count> beginningWith(String prefix) {
        return rows.all().stream()
                .map(Kept::count)
                .filter(count -> count.counter().startsWith(prefix))
                .toList();
    }

    @Override
    public void sweep(Instant now) {
        rows.removeIf(kept -> !now.isBefore(kept.expires()));
    }

    private Count add(Delta delta, Instant now) {
        long before = rows.find(delta.counter())
                .filter(kept -> now.isBefore(kept.expires()))
                .map(kept -> kept.count().counted())
                .orElse(0L);
        var count = new Count(delta.counter(), Math.max(0, before + delta.change()), now);
        rows.put(delta.counter(), new Kept(count, delta.expires()));
        return count;
    }
}
