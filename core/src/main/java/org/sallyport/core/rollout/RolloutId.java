package org.sallyport.core.rollout;

import java.util.Optional;
import java.util.UUID;

/// Names one rollout. Not a secret.
public record RolloutId(UUID value) {
    public static RolloutId fresh() {
        return new RolloutId(UUID.randomUUID());
    }

    public static Optional<RolloutId> parse(String text) {
        try {
            return Optional.of(new RolloutId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
