package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.WebhookId;

/// What a message says is bound to the keyset, for it will be signed; how far it has come decides nothing.
final class SqlDeliveries implements Deliveries {
    private final Session session;

    SqlDeliveries(Session session) {
        this.session = session;
    }

    @Override
    public void put(Delivery delivery) {
        var row = Cells.of("id", delivery.id())
                .and("webhook", delivery.webhook())
                .and("number", delivery.number())
                .and("type", delivery.type())
                .and("body", delivery.body())
                .and("made", delivery.made())
                .and("fate", delivery.state().fate().name())
                .and("tries", delivery.state().tries())
                .and("due", delivery.state().due())
                .and("answer", delivery.state().answer());
        session.update("""
                insert into webhook_delivery (id, webhook, number, type, body, made, fate, tries, due, answer, mac)
                values (:id, :webhook, :number, :type, :body, :made, :fate, :tries, :due, :answer, :mac)
                on conflict (id) do update
                set fate = excluded.fate, tries = excluded.tries, due = excluded.due, answer = excluded.answer
                """, session.guard().bind(Table.WEBHOOK_DELIVERY, row));
    }

    @Override
    public Optional<Delivery> find(UUID id) {
        return session.rowToChange(
                        Table.WEBHOOK_DELIVERY, "select * from webhook_delivery where id = :id", Cells.of("id", id))
                .map(SqlDeliveries::delivery);
    }

    @Override
    public List<Delivery> waiting(WebhookId webhook, int limit) {
        return deliveries(
                "select * from webhook_delivery where webhook = :webhook and fate = 'WAITING' order by number, id limit :limit",
                webhook,
                limit);
    }

    @Override
    public List<Delivery> latest(WebhookId webhook, int limit) {
        return deliveries(
                "select * from webhook_delivery where webhook = :webhook order by number desc, id desc limit :limit",
                webhook,
                limit);
    }

    @Override
    public void forget(WebhookId webhook) {
        session.update("delete from webhook_delivery where webhook = :webhook", Cells.of("webhook", webhook));
    }

    @Override
    public void sweep(Instant before) {
        session.update(
                "delete from webhook_delivery where fate <> 'WAITING' and made < :before", Cells.of("before", before));
    }

    // What somebody altered is never sent, and keeps nothing else back.
    private List<Delivery> deliveries(String sql, WebhookId webhook, int limit) {
        return session.rows(sql, Cells.of("webhook", webhook).and("limit", limit)).stream()
                .flatMap(this::readable)
                .toList();
    }

    private Stream<Delivery> readable(Cells row) {
        try {
            return Stream.of(delivery(session.guard().check(Table.WEBHOOK_DELIVERY, row)));
        } catch (Tampered altered) {
            session.skip(altered);
            return Stream.empty();
        }
    }

    private static Delivery delivery(Cells row) {
        var state = new Delivery.State(
                Delivery.Fate.valueOf(row.text("fate")),
                Math.toIntExact(row.number("tries")),
                row.instant("due"),
                row.textIfAny("answer"));
        return new Delivery(
                UUID.fromString(row.text("id")),
                new WebhookId(UUID.fromString(row.text("webhook"))),
                row.number("number"),
                row.text("type"),
                row.text("body"),
                row.instant("made"),
                state);
    }
}
