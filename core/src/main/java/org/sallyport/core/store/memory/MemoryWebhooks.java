package org.sallyport.core.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.core.webhook.Webhooks;

final class MemoryWebhooks implements Webhooks {
    private final Rows<String, Webhook> rows;

    MemoryWebhooks(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(Webhook webhook) {
        rows.put(webhook.id().toString(), webhook);
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return rows.find(id.toString());
    }

    @Override
    public List<Webhook> all() {
        return rows.all().stream()
                .sorted(Comparator.comparing(Webhook::made)
                        .thenComparing(webhook -> webhook.id().toString()))
                .toList();
    }

    @Override
    public void remove(WebhookId id) {
        rows.remove(id.toString());
    }
}
