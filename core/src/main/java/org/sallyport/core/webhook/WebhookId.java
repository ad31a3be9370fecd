package org.sallyport.core.webhook;

import java.util.Optional;
import java.util.UUID;

/// Names a webhook. Not a secret.
public record WebhookId(UUID value) {
    public static WebhookId fresh() {
        return new WebhookId(UUID.randomUUID());
    }

    public static Optional<WebhookId> parse(String text) {
        try {
            return Optional.of(new WebhookId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /// The name of its bookmark in the audit log.
    public String follower() {
        return "webhook " + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
