package org.sallyport.core.webhook;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of webhooks.
public interface Webhooks {
    static Webhooks in(Books books) {
        return books.book(Webhooks.class);
    }

    /// Adds it, or puts it in the place of the one with its id.
    void put(Webhook webhook);

    Optional<Webhook> find(WebhookId id);

    /// All of them, the earliest first; what somebody altered is left aside.
    List<Webhook> all();

    /// Forgets it.
    void remove(WebhookId id);
}
