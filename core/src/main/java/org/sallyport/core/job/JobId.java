package org.sallyport.core.job;

import java.util.Optional;
import java.util.UUID;

/// Names a job. Not a secret.
public record JobId(UUID value) {
    public static JobId fresh() {
        return new JobId(UUID.randomUUID());
    }

    public static Optional<JobId> parse(String text) {
        try {
            return Optional.of(new JobId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
