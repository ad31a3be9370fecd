package org.sallyport.core.apppassword;

import java.util.Optional;
import java.util.UUID;

/// Names one app password. Not a secret: it may be logged, shown and put in a URL.
public record AppPasswordId(UUID value) {
    public static AppPasswordId fresh() {
        return new AppPasswordId(UUID.randomUUID());
    }

    public static Optional<AppPasswordId> parse(String text) {
        try {
            return Optional.of(new AppPasswordId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
