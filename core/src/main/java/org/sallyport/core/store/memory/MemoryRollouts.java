package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.Rollouts;

final class MemoryRollouts implements Rollouts {
    private final Rows<String, Rollout> rows;
    private final Rows<String, Claim> claims;
    private final Rows<String, String> reminders;

    MemoryRollouts(Undo undo) {
        this.rows = new Rows<>(undo);
        this.claims = new Rows<>(undo);
        this.reminders = new Rows<>(undo);
    }

    private record Claim(String node, Instant until) {}

    @Override
    public void put(Rollout rollout) {
        rows.put(rollout.id().toString(), rollout);
    }

    @Override
    public Optional<Rollout> find(RolloutId id) {
        return rows.find(id.toString());
    }

    @Override
    public List<Rollout> all() {
        return rows.all().stream()
                .sorted(Comparator.comparing(Rollout::began).reversed())
                .toList();
    }

    @Override
    public boolean claim(RolloutId id, String node, Instant now, Instant until) {
        boolean free = claims.find(id.toString())
                .filter(claim -> !claim.node().equals(node) && now.isBefore(claim.until()))
                .isEmpty();
        if (free) {
            claims.put(id.toString(), new Claim(node, until));
        }
        return free;
    }

    @Override
    public String reminded(RolloutId id) {
        return reminders.find(id.toString()).orElse("");
    }

    @Override
    public void reminded(RolloutId id, String reminder) {
        reminders.put(id.toString(), reminder);
    }
}
