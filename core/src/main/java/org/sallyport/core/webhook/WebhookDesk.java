package org.sallyport.core.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where staff look after webhooks. Whoever calls has asked whether they may. Thread-safe.
public final class WebhookDesk {
    /// How many there may be.
    public static final int MOST = 20;

    private final Store store;
    private final Seal seal;
    private final SecretGenerator generator;
    private final InstantSource clock;

    public WebhookDesk(Store store, Seal seal, SecretGenerator generator, InstantSource clock) {
        this.store = store;
        this.seal = seal;
        this.generator = generator;
        this.clock = clock;
    }

    /// A webhook as somebody wants it.
    ///
    /// @param events not empty
    public record Wanted(String name, Target target, Set<WebhookEvent> events) {
        public Wanted {
            events = Set.copyOf(events);
        }
    }

    /// One that was made, or has a new key.
    ///
    /// @param key to be shown once
    public record Made(Webhook webhook, Secrets.Key key) {}

    public List<Webhook> all() {
        return store.look(books -> Webhooks.in(books).all());
    }

    public Optional<Webhook> find(WebhookId id) {
        return all().stream().filter(webhook -> webhook.id().equals(id)).findFirst();
    }

    /// The latest messages to one, newest first.
    public List<Delivery> latest(WebhookId id, int limit) {
        return store.look(books -> Deliveries.in(books).latest(id, limit));
    }

    /// Makes one that is told of what happens from now on.
    ///
    /// @return empty where there are as many as there may be
    public Optional<Made> add(Wanted wanted, Actor by, Reason why) {
        var now = clock.instant();
        var id = WebhookId.fresh();
        var secrets = Secrets.fresh(generator);
        var webhook = new Webhook(
                id, wanted.name(), wanted.target(), wanted.events(), Optional.empty(), now, secrets.sealed(seal, id));
        boolean added = store.transact(books -> {
            if (Webhooks.in(books).all().size() >= MOST) {
                return false;
            }
            Webhooks.in(books).put(webhook);
            note(books, AuditKind.WEBHOOK_ADDED, webhook, by, Map.of("target", target(webhook), "why", why.value()));
            long head = AuditLog.in(books).head().map(AuditLog.Head::number).orElse(0L);
            Bookmarks.in(books).take(new Bookmarks.Turn(id.follower(), new UUID(0, 0), now), head, now);
            return true;
        });
        return added ? Optional.of(new Made(webhook, secrets.key())) : Optional.empty();
    }

    /// Has it told of other things from now on.
    public Optional<Webhook> choose(WebhookId id, Set<WebhookEvent> events, Actor by) {
        var codes = events.stream().map(WebhookEvent::code).sorted().collect(Collectors.joining(" "));
        return change(id, AuditKind.WEBHOOK_CHANGED, by, Map.of("events", codes), one -> one.withEvents(events));
    }

    /// Has it told of nothing. What happens meanwhile it is told of later.
    public Optional<Webhook> pause(WebhookId id, Actor by) {
        return change(
                id, AuditKind.WEBHOOK_PAUSED, by, Map.of(), one -> one.withPause(Optional.of(Webhook.Pause.BY_STAFF)));
    }

    public Optional<Webhook> resume(WebhookId id, Actor by) {
        return change(id, AuditKind.WEBHOOK_RESUMED, by, Map.of(), one -> one.withPause(Optional.empty()));
    }

    /// Makes a new key, beside which the present one signs for a day.
    public Optional<Made> rotate(WebhookId id, Actor by, Reason why) {
        var now = clock.instant();
        return store.transact(books -> Webhooks.in(books).find(id).map(webhook -> {
            var secrets = Secrets.of(webhook, seal).rotated(generator, now);
            var changed = webhook.withSecrets(secrets.sealed(seal, id));
            Webhooks.in(books).put(changed);
            note(books, AuditKind.WEBHOOK_KEY_MADE, changed, by, Map.of("why", why.value()));
            return new Made(changed, secrets.key());
        }));
    }

    /// @return false where there is none
    public boolean remove(WebhookId id, Actor by, Reason why) {
        return store.transact(books -> {
            var webhook = Webhooks.in(books).find(id);
            webhook.ifPresent(one -> {
                Webhooks.in(books).remove(id);
                Deliveries.in(books).forget(id);
                Bookmarks.in(books).forget(id.follower());
                note(books, AuditKind.WEBHOOK_REMOVED, one, by, Map.of("why", why.value()));
            });
            return webhook.isPresent();
        });
    }

    /// Has a message sent that tells of nothing.
    public Optional<Webhook> test(WebhookId id, Actor by) {
        var now = clock.instant();
        return store.transact(books -> Webhooks.in(books).find(id).map(webhook -> {
            long head = AuditLog.in(books).head().map(AuditLog.Head::number).orElse(0L);
            var body = "{\"type\":\"test\",\"timestamp\":\"" + now + "\",\"data\":{}}";
            Deliveries.in(books).put(Delivery.fresh(id, head, "test", body, now));
            note(books, AuditKind.WEBHOOK_TRIED, webhook, by, Map.of("what", "test"));
            return webhook;
        }));
    }

    /// Has a message sent once more.
    public Optional<Delivery> redeliver(WebhookId id, UUID delivery, Actor by) {
        var now = clock.instant();
        return store.transact(books -> {
            var webhook = Webhooks.in(books).find(id);
            return Deliveries.in(books)
                    .find(delivery)
                    .filter(one -> one.webhook().equals(id) && webhook.isPresent())
                    .map(one -> {
                        var again = one.again(now);
                        Deliveries.in(books).put(again);
                        note(books, AuditKind.WEBHOOK_TRIED, webhook.get(), by, Map.of("what", one.name()));
                        return again;
                    });
        });
    }

    private Optional<Webhook> change(
            WebhookId id, AuditKind kind, Actor by, Map<String, String> details, UnaryOperator<Webhook> change) {
        return store.transact(books -> Webhooks.in(books).find(id).map(webhook -> {
            var changed = change.apply(webhook);
            if (!changed.equals(webhook)) {
                Webhooks.in(books).put(changed);
                note(books, kind, changed, by, details);
            }
            return changed;
        }));
    }

    private void note(Books books, AuditKind kind, Webhook webhook, Actor by, Map<String, String> more) {
        append(books, kind, webhook, by, more, clock.instant());
    }

    static void append(Books books, AuditKind kind, Webhook webhook, Actor by, Map<String, String> more, Instant now) {
        var details = new TreeMap<>(more);
        details.put("webhook", webhook.id().toString());
        details.put("name", webhook.name());
        AuditLog.in(books).append(new AuditEvent(now, kind, Optional.empty(), by, details));
    }

    // Without path and query, which may hold a secret of theirs.
    private static String target(Webhook webhook) {
        var uri = webhook.target().value();
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
