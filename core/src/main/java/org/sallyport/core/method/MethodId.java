package org.sallyport.core.method;

import java.util.Optional;
import java.util.UUID;

/// Names one registered second factor. Not a secret.
public record MethodId(UUID value) {
    public static MethodId fresh() {
        return new MethodId(UUID.randomUUID());
    }

    public static Optional<MethodId> parse(String text) {
        try {
            return Optional.of(new MethodId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
