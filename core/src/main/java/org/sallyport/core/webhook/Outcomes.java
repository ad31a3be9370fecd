package org.sallyport.core.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Writes down what became of messages. One that went out on none of the tries of three days is dead: its webhook is
/// paused, and whoever looks after webhooks is told. Thread-safe.
public final class Outcomes {
    // RFC 9110 section 15.5.11.
    private static final int GONE = 410;

    private final Store store;
    private final InstantSource clock;

    public Outcomes(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What came of a try: the status of an answer, or why there was none.
    public sealed interface Try {
        record Answered(int status) implements Try {}

        /// @param why in a few words, for staff to read
        record NoAnswer(String why) implements Try {}
    }

    /// Writes it down and returns the message as it is now.
    public Delivery note(Delivery delivery, Try came) {
        var now = clock.instant();
        var after = switch (came) {
            case Try.Answered(int status)
            when status >= 200 && status < 300 -> delivery.delivered(Integer.toString(status), now);
            case Try.Answered(int status) when status == GONE -> delivery.dead(Integer.toString(status), now);
            case Try.Answered(int status) -> delivery.failed(Integer.toString(status), now);
            case Try.NoAnswer(String why) -> delivery.failed(why, now);
        };
        return store.transact(books -> {
            // It may have been removed meanwhile, with its webhook.
            if (Deliveries.in(books).find(delivery.id()).isPresent()) {
                Deliveries.in(books).put(after);
                if (after.state().fate() == Delivery.Fate.DEAD) {
                    pause(books, after, pauseOf(came), now);
                }
            }
            return after;
        });
    }

    private static Webhook.Pause pauseOf(Try came) {
        return came.equals(new Try.Answered(GONE)) ? Webhook.Pause.GONE : Webhook.Pause.GIVEN_UP;
    }

    private static void pause(Books books, Delivery dead, Webhook.Pause why, Instant now) {
        Webhooks.in(books).find(dead.webhook()).filter(Webhook::isActive).ifPresent(webhook -> {
            Webhooks.in(books).put(webhook.withPause(Optional.of(why)));
            var details = Map.of(
                    "message", dead.name(), "answer", dead.state().answer().orElse(""));
            WebhookDesk.append(books, AuditKind.WEBHOOK_PAUSED, webhook, new Actor.Sallyport(), details, now);
            for (var one : ReadableAccounts.in(books).staff()) {
                if (looksAfterWebhooks(one)) {
                    Notice.toOwner(Notice.Kind.WEBHOOK_PAUSED, one, Map.of("label", webhook.name()), now)
                            .ifPresent(Notices.in(books)::add);
                }
            }
        });
    }

    private static boolean looksAfterWebhooks(Account one) {
        return one.isActive() && Duties.of(one.role()).contains(Permission.WEBHOOKS_MANAGE);
    }
}
