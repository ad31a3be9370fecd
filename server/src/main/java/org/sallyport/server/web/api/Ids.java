package org.sallyport.server.web.api;

import java.util.Optional;
import java.util.UUID;

/// Ids in addresses.
final class Ids {
    private Ids() {}

    static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
