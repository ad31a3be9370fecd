package org.sallyport.server.web.admin.rollout;

import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.NoSuchThing;
import org.springframework.stereotype.Component;

/// Finds rollouts, and how far they have come.
@Component
public final class RolloutFinder {
    private final RolloutDesk desk;
    private final Store store;
    private final InstantSource clock;

    RolloutFinder(RolloutDesk desk, Store store, InstantSource clock) {
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    Rollout require(String id) {
        return RolloutId.parse(id).flatMap(desk::find).orElseThrow(NoSuchThing::new);
    }

    /// The same where it can still be changed.
    Rollout requireOpen(String id) {
        var rollout = require(id);
        if (!rollout.isOpen()) {
            throw new NoSuchThing();
        }
        return rollout;
    }

    public Standing standing(Rollout rollout) {
        return store.look(books -> Standing.of(books, rollout, clock.instant()));
    }

    /// Those that an admin can still change.
    public List<Standing> open() {
        return desk.all().stream().filter(Rollout::isOpen).map(this::standing).toList();
    }

    List<Standing> all() {
        return desk.all().stream().map(this::standing).toList();
    }
}
