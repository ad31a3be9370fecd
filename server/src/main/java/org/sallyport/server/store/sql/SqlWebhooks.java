package org.sallyport.server.store.sql;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.webhook.Target;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.core.webhook.Webhooks;

final class SqlWebhooks implements Webhooks {
    private final Session session;

    SqlWebhooks(Session session) {
        this.session = session;
    }

    @Override
    public void put(Webhook webhook) {
        var row = Cells.of("id", webhook.id())
                .and("name", webhook.name())
                .and("target", webhook.target())
                .and("events", codes(webhook))
                .and("paused", webhook.paused().map(Enum::name))
                .and("made", webhook.made())
                .and("secrets", webhook.secrets());
        session.update("""
                insert into webhook (id, name, target, events, paused, made, secrets, mac)
                values (:id, :name, :target, :events, :paused, :made, :secrets, :mac)
                on conflict (id) do update
                set name = excluded.name, target = excluded.target, events = excluded.events, paused = excluded.paused,
                    secrets = excluded.secrets, mac = excluded.mac
                """, session.guard().bind(Table.WEBHOOK, row));
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return session.rowToChange(Table.WEBHOOK, "select * from webhook where id = :id", Cells.of("id", id))
                .map(SqlWebhooks::webhook);
    }

    @Override
    public List<Webhook> all() {
        return session.rows("select * from webhook order by made, id", Cells.none()).stream()
                .flatMap(this::readable)
                .toList();
    }

    @Override
    public void remove(WebhookId id) {
        session.update("delete from webhook where id = :id", Cells.of("id", id));
    }

    private Stream<Webhook> readable(Cells row) {
        try {
            return Stream.of(webhook(session.guard().check(Table.WEBHOOK, row)));
        } catch (Tampered altered) {
            session.skip(altered);
            return Stream.empty();
        }
    }

    private static Webhook webhook(Cells row) {
        return new Webhook(
                new WebhookId(UUID.fromString(row.text("id"))),
                row.text("name"),
                new Target(URI.create(row.text("target"))),
                Arrays.stream(row.text("events").split(" ", -1))
                        .flatMap(code -> WebhookEvent.find(code).stream())
                        .collect(Collectors.toSet()),
                row.textIfAny("paused").map(Webhook.Pause::valueOf),
                row.instant("made"),
                row.bytes("secrets"));
    }

    private static String codes(Webhook webhook) {
        return webhook.events().stream().map(WebhookEvent::code).sorted().collect(Collectors.joining(" "));
    }
}
