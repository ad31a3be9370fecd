package org.sallyport.server.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes notices out of their book and brings them on their way: looks four times a second, tries again ever later
/// while a way out is closed, and gives up when a notice is of no more use.
public final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration CLAIM = Duration.ofMinutes(3);
    private static final int BAG = 10;
    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);
    private static final Duration NO_MORE_USE = Duration.ofDays(3);
    private static final Set<Notice.Kind> CODES = Set.of(Notice.Kind.CONTACT_CODE, Notice.Kind.MAILBOX_CODE);
    // A code is good for ten minutes (NIST SP 800-63B section 3.1.3.2); a dead one would only confuse.
    private static final Duration CODE_NO_MORE_USE = Duration.ofMinutes(10);

    private final Store store;
    private final MailComposer composer;
    private final Delivery delivery;
    private final InstantSource clock;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("postman").factory());

    public Postman(Store store, MailComposer composer, Delivery delivery, InstantSource clock) {
        this.store = store;
        this.composer = composer;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// Begins to make rounds.
    public void start() {
        var _ = rounds.scheduleWithFixedDelay(this::roundOrLater, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Finishes the message at hand and makes no more rounds. What is left goes out after the next start.
    @Override
    public void close() {
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(5, TimeUnit.SECONDS)) {
                rounds.shutdownNow();
            }
        } catch (InterruptedException e) {
            rounds.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /// Delivers what is due and says how many went out.
    ///
    /// @throws Unavailable when the store cannot tell what is due
    int round() {
        int sent = 0;
        for (var notice : claim()) {
            if (rounds.isShutdown()) {
                break;
            }
            sent += bring(notice) ? 1 : 0;
        }
        return sent;
    }

    private void roundOrLater() {
        try {
            round();
        } catch (Unavailable later) {
            LOG.atWarn()
                    .setMessage("mail.waits")
                    .addKeyValue("why", later.getMessage())
                    .log();
        } catch (RuntimeException unforeseen) {
            // A task that throws is never run again, and nobody would be told anything any more.
            LOG.atError().setMessage("mail.round-failed").setCause(unforeseen).log();
        }
    }

    private List<Notice> claim() {
        var now = clock.instant();
        return store.transact(books -> Notices.in(books).claim(now, now.plus(CLAIM), BAG));
    }

    private boolean bring(Notice notice) {
        var now = clock.instant();
        if (!now.isBefore(notice.made().plus(usefulFor(notice)))) {
            return drop(notice, "mail.given-up");
        }
        try {
            return switch (delivery.deliver(notice, composer.compose(notice, now))) {
                case SENT -> {
                    strike(notice);
                    LOG.atInfo()
                            .setMessage("mail.sent")
                            .addKeyValue("notice", notice.id())
                            .addKeyValue("kind", Texts.key(notice.kind()))
                            .addKeyValue("to", notice.to())
                            .log();
                    yield true;
                }
                case REFUSED -> drop(notice, "mail.refused");
            };
        } catch (Unavailable later) {
            var next = now.plus(rest(notice, now));
            store.transact(books -> {
                Notices.in(books).failed(notice.id(), next);
                return true;
            });
            LOG.atWarn()
                    .setMessage("mail.failed")
                    .addKeyValue("notice", notice.id())
                    .addKeyValue("to", notice.to())
                    .addKeyValue("why", later.getMessage())
                    .addKeyValue("next", next)
                    .log();
            return false;
        }
    }

    private boolean drop(Notice notice, String event) {
        strike(notice);
        LOG.atWarn()
                .setMessage(event)
                .addKeyValue("notice", notice.id())
                .addKeyValue("kind", Texts.key(notice.kind()))
                .addKeyValue("to", notice.to())
                .log();
        return false;
    }

    private void strike(Notice notice) {
        store.transact(books -> {
            Notices.in(books).sent(notice.id());
            return true;
        });
    }

    // As long again as it has waited already: 5 s, 10 s, 20 s … without having to count.
    private static Duration rest(Notice notice, Instant now) {
        var waited = Duration.between(notice.made(), now);
        if (waited.compareTo(FIRST_REST) < 0) {
            return FIRST_REST;
        }
        return waited.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : waited;
    }

    private static Duration usefulFor(Notice notice) {
        return CODES.contains(notice.kind()) ? CODE_NO_MORE_USE : NO_MORE_USE;
    }
}
