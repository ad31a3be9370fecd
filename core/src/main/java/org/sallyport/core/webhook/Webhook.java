package org.sallyport.core.webhook;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Text;

/// A program elsewhere that is told of what happens.
///
/// @param name what staff call it
/// @param events what it is told of; not empty
/// @param paused why it is told of nothing now; empty while it is
/// @param secrets sealed for this webhook; what they are only [Secrets] knows
public record Webhook(
        WebhookId id,
        String name,
        Target target,
        Set<WebhookEvent> events,
        Optional<Pause> paused,
        Instant made,
        byte[] secrets) {
    public static final int MAX_NAME = 64;

    public Webhook {
        name = Text.line(name, MAX_NAME, "the name of a webhook");
        events = Set.copyOf(events);
        secrets = secrets.clone();
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a webhook is told of something");
        }
    }

    /// Why a webhook is told of nothing.
    public enum Pause {
        /// One of the staff said so.
        BY_STAFF,
        /// It took a message on none of the tries of three days.
        GIVEN_UP,
        /// It answered that it is gone for good (410).
        GONE
    }

    @Override
    public byte[] secrets() {
        return secrets.clone();
    }

    public boolean isActive() {
        return paused.isEmpty();
    }

    public Webhook withPause(Optional<Pause> now) {
        return new Webhook(id, name, target, events, now, made, secrets);
    }

    public Webhook withEvents(Set<WebhookEvent> now) {
        return new Webhook(id, name, target, now, paused, made, secrets);
    }

    public Webhook withSecrets(byte[] now) {
        return new Webhook(id, name, target, events, paused, made, now);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Webhook webhook
                && id.equals(webhook.id)
                && name.equals(webhook.name)
                && target.equals(webhook.target)
                && events.equals(webhook.events)
                && paused.equals(webhook.paused)
                && made.equals(webhook.made)
                && Arrays.equals(secrets, webhook.secrets);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Webhook[" + id + ", " + name + "]";
    }
}
