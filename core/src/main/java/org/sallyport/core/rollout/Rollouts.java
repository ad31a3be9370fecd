package org.sallyport.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of rollouts.
public interface Rollouts {
    static Rollouts in(Books books) {
        return books.book(Rollouts.class);
    }

    /// Enters one, in place of what it was before.
    void put(Rollout rollout);

    /// In a transaction nobody else changes it until that is over.
    Optional<Rollout> find(RolloutId id);

    /// The newest first.
    List<Rollout> all();

    /// Gives the work on one to a node until `until`, unless another has it. One conditional write.
    ///
    /// @param node names whoever works, as long as it runs
    /// @return false when another has it
    boolean claim(RolloutId id, String node, Instant now, Instant until);

    /// Which reminder everybody was sent last, as the work on it calls it; empty before the first.
    String reminded(RolloutId id);

    void reminded(RolloutId id, String reminder);
}
