package org.sallyport.server.webhook;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.Outcomes;
import org.sallyport.core.webhook.Outcomes.Try;
import org.sallyport.core.webhook.Secrets;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.core.webhook.Webhooks;
import org.sallyport.server.outward.Post;
import org.sallyport.server.outward.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the audit log on for every webhook and calls it with what it is told of. Messages are written down in the
/// transaction that moves the webhook's bookmark, so none is lost and none is made twice; they go one behind the other,
/// and one that fails holds those behind it. A slow webhook holds up no other. One node does it at a time, for each.
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // A turn ends after a minute, and what is under way then takes ten seconds at most.
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final Duration LEASE = Duration.ofMinutes(2);
    // So long refusals are gathered, at the least.
    private static final Duration GATHERED = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(14);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final int LONGEST_WHY = 200;

    private final Store store;
    private final Seal seal;
    private final Post post;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final UUID node = UUID.randomUUID();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<WebhookId> underWay = ConcurrentHashMap.newKeySet();
    private final Map<WebhookId, Instant> gatheredUntil = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private Instant swept = Instant.EPOCH;

    /// @param reach whom webhooks may lead to
    public Courier(Store store, Seal seal, Reach reach, SSLSocketFactory tls, InstantSource clock) {
        this.store = store;
        this.seal = seal;
        this.post = new Post(reach, tls, PATIENCE);
        this.outcomes = new Outcomes(store, clock);
        this.clock = clock;
    }

    /// Begins a turn of every webhook that has none under way, and waits for none.
    public void round() {
        sweep();
        for (var webhook : store.look(books -> Webhooks.in(books).all())) {
            if (webhook.isActive() && underWay.add(webhook.id())) {
                calls.execute(() -> {
                    try {
                        turnOrLater(webhook);
                    } finally {
                        underWay.remove(webhook.id());
                    }
                });
            }
        }
    }

    private void turnOrLater(Webhook webhook) {
        try {
            turn(webhook);
        } catch (Unavailable later) {
            LOG.atWarn()
                    .setMessage("webhook.waits")
                    .addKeyValue("webhook", webhook.id())
                    .addKeyValue("why", later.getMessage())
                    .log();
        } catch (RuntimeException unforeseen) {
            LOG.atError()
                    .setMessage("webhook.turn-failed")
                    .addKeyValue("webhook", webhook.id())
                    .setCause(unforeseen)
                    .log();
        }
    }

    /// Does what is due for one webhook.
    void turn(Webhook webhook) {
        var began = clock.instant();
        if (!store.look(books -> isDue(books, webhook, began))) {
            return;
        }
        var turn = new Bookmarks.Turn(webhook.id().follower(), node, began.plus(LEASE));
        var place = store.transact(books -> Bookmarks.in(books).take(turn, 0, began));
        if (place.isEmpty()) {
            return;
        }
        try {
            prepare(webhook.id(), turn);
            for (var delivery : store.look(books -> Deliveries.in(books).waiting(webhook.id(), AT_ONCE))) {
                boolean goesOn = !closing && clock.instant().isBefore(began.plus(TURN)) && bring(delivery);
                if (!goesOn) {
                    return;
                }
            }
        } finally {
            var _ = store.transact(books -> {
                Bookmarks.in(books).leave(turn);
                return true;
            });
        }
    }

    private boolean isDue(Books books, Webhook webhook, Instant now) {
        var waiting = Deliveries.in(books).waiting(webhook.id(), 1);
        if (!waiting.isEmpty()) {
            return !waiting.getFirst().state().due().isAfter(now);
        }
        if (now.isBefore(gatheredUntil.getOrDefault(webhook.id(), Instant.EPOCH))) {
            return false;
        }
        var follower = webhook.id().follower();
        long place = Bookmarks.in(books).find(follower).map(Bookmark::number).orElse(0L);
        var page = page(books, place);
        return page.size() == PAGE
                || page.stream()
                        .flatMap(entry -> WebhookEvent.of(entry.event().kind()).stream())
                        .anyMatch(webhook.events()::contains);
    }

    // Nobody makes up what an altered entry said; a webhook goes on behind it, as the log does.
    private static List<AuditLog.Entry> page(Books books, long place) {
        try {
            return AuditLog.in(books).since(place, PAGE);
        } catch (AuditLog.Unreadable altered) {
            int before = Math.toIntExact(altered.number() - place - 1);
            return before > 0 ? AuditLog.in(books).since(place, before) : page(books, altered.number());
        }
    }

    private void prepare(WebhookId id, Bookmarks.Turn turn) {
        var now = clock.instant();
        boolean gathered = store.transact(books -> {
            var webhook = Webhooks.in(books).find(id).filter(Webhook::isActive);
            if (webhook.isEmpty() || !Deliveries.in(books).waiting(id, 1).isEmpty()) {
                return false;
            }
            long place =
                    Bookmarks.in(books).take(turn, 0, now).map(Bookmark::number).orElse(Long.MAX_VALUE);
            var page = page(books, place);
            if (page.isEmpty()) {
                return false;
            }
            var messages = Messages.of(page, id, webhook.get().events(), now);
            messages.forEach(Deliveries.in(books)::put);
            Bookmarks.in(books).move(turn, page.getLast().number(), now);
            return messages.stream().anyMatch(one -> one.type().equals(WebhookEvent.REFUSE.code()));
        });
        if (gathered) {
            gatheredUntil.put(id, now.plus(GATHERED));
        }
    }

    /// @return whether the one behind it may go
    private boolean bring(Delivery delivery) {
        var now = clock.instant();
        // It may have been paused or removed since.
        var webhook = store.look(books -> Webhooks.in(books).all().stream()
                .filter(one -> one.id().equals(delivery.webhook()) && one.isActive())
                .findFirst());
        if (webhook.isEmpty() || delivery.state().due().isAfter(now)) {
            return false;
        }
        var after = outcomes.note(delivery, call(webhook.get(), delivery, now));
        if (after.state().fate() != Delivery.Fate.DELIVERED) {
            if (after.state().fate() == Delivery.Fate.DEAD) {
                warn("webhook.given-up", after);
            } else {
                warn("webhook.failed", after);
            }
        }
        return after.state().fate() == Delivery.Fate.DELIVERED;
    }

    private static void warn(String event, Delivery delivery) {
        LOG.atWarn()
                .setMessage(event)
                .addKeyValue("webhook", delivery.webhook())
                .addKeyValue("message", delivery.name())
                .addKeyValue("tries", delivery.state().tries())
                .addKeyValue("answer", delivery.state().answer().orElse(""))
                .log();
    }

    private Try call(Webhook webhook, Delivery delivery, Instant now) {
        var uri = webhook.target().value();
        try {
            var fields = List.of(
                    new Post.Field("webhook-id", delivery.name()),
                    new Post.Field("webhook-timestamp", Long.toString(now.getEpochSecond())),
                    new Post.Field(
                            "webhook-signature",
                            Secrets.of(webhook, seal).signature(delivery.name(), now, delivery.body())));
            return new Try.Answered(post.send(uri, fields, "application/json", delivery.body()));
        } catch (IOException | Unavailable noAnswer) {
            return new Try.NoAnswer(clipped(String.valueOf(noAnswer.getMessage())));
        }
    }

    private static String clipped(String why) {
        return why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why;
    }

    private void sweep() {
        var now = clock.instant();
        if (now.isAfter(swept.plus(SWEEP))) {
            swept = now;
            var _ = store.transact(books -> {
                Deliveries.in(books).sweep(now.minus(KEPT));
                return true;
            });
        }
    }

    /// Lets what is under way finish.
    @Override
    public void close() {
        closing = true;
        calls.close();
    }
}
