package org.sallyport.core.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of messages to webhooks: those that wait, and for some time what became of the others.
public interface Deliveries {
    static Deliveries in(Books books) {
        return books.book(Deliveries.class);
    }

    /// Adds it, or puts it in the place of the one with its id.
    void put(Delivery delivery);

    Optional<Delivery> find(UUID id);

    /// Those that wait, in the order in which they go, at most `limit`.
    List<Delivery> waiting(WebhookId webhook, int limit);

    /// The latest, newest first, at most `limit`.
    List<Delivery> latest(WebhookId webhook, int limit);

    /// Forgets everything of a webhook.
    void forget(WebhookId webhook);

    /// Forgets what was delivered, or is dead, and was made before `before`.
    void sweep(Instant before);
}
