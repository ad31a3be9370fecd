package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.Target;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.core.webhook.Webhooks;

/// Webhooks and the messages to them are kept as they are, and messages wait in their order.
public interface WebhooksContract extends StoreUnderTest {
    Instant MADE = Fixtures.NOW;

    private static Webhook webhook(String name, Instant made) {
        return new Webhook(
                WebhookId.fresh(),
                name,
                new Target(URI.create("https://hooks.example/" + name + "?a=b")),
                Set.of(WebhookEvent.ISSUE, WebhookEvent.SIGN_IN),
                Optional.empty(),
                made,
                new byte[] {1, 2, 3});
    }

    private static Delivery delivery(Webhook webhook, long number) {
        return Delivery.fresh(webhook.id(), number, "issue", "{\"number\": " + number + "}", MADE.plusSeconds(number));
    }

    private void put(Delivery... deliveries) {
        change(books -> {
            for (var delivery : deliveries) {
                Deliveries.in(books).put(delivery);
            }
        });
    }

    @Test
    default void webhooksAreKeptInTheOrderInWhichTheyWereMade() {
        var later = webhook("later", MADE.plusSeconds(1));
        var first = webhook("first", MADE);
        change(books -> Webhooks.in(books).put(later));
        change(books -> Webhooks.in(books).put(first));

        assertThat(listed(books -> Webhooks.in(books).all())).containsExactly(first, later);
        assertThat(found(books -> Webhooks.in(books).find(later.id()))).contains(later);

        var paused = first.withPause(Optional.of(Webhook.Pause.GIVEN_UP)).withEvents(Set.of(WebhookEvent.REFUSE));
        change(books -> Webhooks.in(books).put(paused));
        change(books -> Webhooks.in(books).remove(later.id()));

        assertThat(listed(books -> Webhooks.in(books).all())).containsExactly(paused);
        assertThat(found(books -> Webhooks.in(books).find(later.id()))).isEmpty();
    }

    @Test
    default void messagesWaitInTheOrderOfTheLog() {
        var webhook = webhook("chat", MADE);
        var other = webhook("tickets", MADE);
        var third = delivery(webhook, 30);
        var first = delivery(webhook, 10);
        var done = delivery(webhook, 20).delivered("200", MADE);
        put(third, done, first, delivery(other, 5));

        assertThat(listed(books -> Deliveries.in(books).waiting(webhook.id(), 9)))
                .containsExactly(first, third);
        assertThat(listed(books -> Deliveries.in(books).waiting(webhook.id(), 1)))
                .containsExactly(first);
        assertThat(listed(books -> Deliveries.in(books).latest(webhook.id(), 2)))
                .containsExactly(third, done);
    }

    @Test
    default void whatBecameOfAMessageTakesThePlaceOfWhatWasBefore() {
        var webhook = webhook("chat", MADE);
        var waiting = delivery(webhook, 10);
        put(waiting);
        var failed = waiting.failed("500", MADE.plusSeconds(20));
        put(failed);

        assertThat(found(books -> Deliveries.in(books).find(waiting.id()))).contains(failed);
        assertThat(failed.state().due()).isEqualTo(MADE.plusSeconds(25));
    }

    @Test
    default void whatIsOverIsSweptAndWhatWaitsIsNot() {
        var webhook = webhook("chat", MADE);
        var waiting = delivery(webhook, 10);
        var dead = delivery(webhook, 11).dead("410", MADE);
        var late = delivery(webhook, 60).delivered("204", MADE);
        put(waiting, dead, late);

        change(books -> Deliveries.in(books).sweep(MADE.plusSeconds(60)));

        assertThat(listed(books -> Deliveries.in(books).latest(webhook.id(), 9)))
                .containsExactly(late, waiting);

        change(books -> Deliveries.in(books).forget(webhook.id()));
        assertThat(listed(books -> Deliveries.in(books).latest(webhook.id(), 9)))
                .isEmpty();
    }
}
