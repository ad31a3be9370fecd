package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.throttle.Nodes;

final class MemoryNodes implements Nodes {
    private final Rows<String, Instant> rows;

    MemoryNodes(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public int beat(UUID node, Instant now, Instant forgotten) {
        rows.removeIf(seen -> seen.isBefore(forgotten));
        rows.put(node.toString(), now);
        return rows.all().size();
    }

    @Override
    public int running(Instant since) {
        return Math.toIntExact(
                rows.all().stream().filter(seen -> !seen.isBefore(since)).count());
    }

    @Override
    public void leave(UUID node) {
        rows.remove(node.toString());
    }
}
