package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.WebhookId;

final class MemoryDeliveries implements Deliveries {
    private static final Comparator<Delivery> IN_ORDER = Comparator.comparingLong(Delivery::number)
            .thenComparing(one -> one.id().toString());

    private final Rows<String, Delivery> rows;

    MemoryDeliveries(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(Delivery delivery) {
        rows.put(delivery.id().toString(), delivery);
    }

    @Override
    public Optional<Delivery> find(UUID id) {
        return rows.find(id.toString());
    }

    @Override
    public List<Delivery> waiting(WebhookId webhook, int limit) {
        return of(webhook)
                .filter(one -> one.state().fate() == Delivery.Fate.WAITING)
                .sorted(IN_ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Delivery> latest(WebhookId webhook, int limit) {
        return of(webhook).sorted(IN_ORDER.reversed()).limit(limit).toList();
    }

    @Override
    public void forget(WebhookId webhook) {
        rows.removeIf(one -> one.webhook().equals(webhook));
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(
                one -> one.state().fate() != Delivery.Fate.WAITING && one.made().isBefore(before));
    }

    private Stream<Delivery> of(WebhookId webhook) {
        return rows.all().stream().filter(one -> one.webhook().equals(webhook));
    }
}
