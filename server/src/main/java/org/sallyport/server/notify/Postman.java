package org.sallyport.server.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Takes envelopes out of their book and brings them on their way: looks four times a second, tries again ever later
/// while a way out is closed, and after a day lays aside what could not go out. A code is never laid aside: it is of no
/// use ten minutes after it was made, and nothing of it is kept.
public final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration CLAIM = Duration.ofMinutes(3);
    private static final int BAG = 10;
    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);
    private static final Duration TRIED_FOR = Duration.ofDays(1);
    // A code is good for ten minutes (NIST SP 800-63B section 3.1.3.2); a dead one would only confuse.
    private static final Duration CODE_NO_MORE_USE = Duration.ofMinutes(10);

    private final Store store;
    private final MailComposer composer;
    private final Delivery delivery;
    private final InstantSource clock;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("postman").factory());
    private Instant swept = Instant.EPOCH;

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

    /// Delivers what is due and says how many mails went out.
    ///
    /// @throws Unavailable when the store cannot tell what is due
    int round() {
        sweep();
        int sent = 0;
        for (var envelope : claim()) {
            if (rounds.isShutdown()) {
                break;
            }
            sent += bring(envelope) ? 1 : 0;
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

    private List<Envelope> claim() {
        var now = clock.instant();
        return store.transact(books -> Notices.in(books).claim(now, now.plus(CLAIM), BAG));
    }

    private boolean bring(Envelope envelope) {
        var now = clock.instant();
        if (envelope.bringsCode() && isOlder(envelope, CODE_NO_MORE_USE, now)) {
            return layAside(envelope, "mail.given-up", "the code is of no more use", now);
        }
        try {
            return switch (delivery.deliver(envelope, composer.compose(envelope))) {
                case Delivery.Fate.Sent() -> {
                    change(books -> Notices.in(books).sent(envelope.id()));
                    about(LOG.atInfo(), envelope).setMessage("mail.sent").log();
                    yield true;
                }
                case Delivery.Fate.Refused(var why) -> layAside(envelope, "mail.refused", why, now);
            };
        } catch (Unavailable later) {
            return isOlder(envelope, TRIED_FOR, now)
                    ? layAside(envelope, "mail.given-up", String.valueOf(later.getMessage()), now)
                    : tryLater(envelope, String.valueOf(later.getMessage()), now);
        }
    }

    private boolean tryLater(Envelope envelope, String why, Instant now) {
        var next = now.plus(rest(envelope, now));
        change(books -> Notices.in(books).failed(envelope.id(), next));
        about(LOG.atWarn(), envelope)
                .setMessage("mail.failed")
                .addKeyValue("why", why)
                .addKeyValue("next", next)
                .log();
        return false;
    }

    private boolean layAside(Envelope envelope, String event, String why, Instant now) {
        int dead = store.transact(books -> {
            if (envelope.bringsCode()) {
                Notices.in(books).sent(envelope.id());
            } else {
                Notices.in(books).died(envelope.id(), why, now);
            }
            return DeadLetters.in(books).count();
        });
        about(LOG.atWarn(), envelope)
                .setMessage(event)
                .addKeyValue("why", why)
                .addKeyValue("kept", !envelope.bringsCode())
                .addKeyValue("dead-letters", dead)
                .log();
        return false;
    }

    // At the first round and once an hour: an operator who reads today's log alone hears of dead letters too.
    private void sweep() {
        var now = clock.instant();
        if (now.isBefore(swept.plus(SWEEP))) {
            return;
        }
        int dead = store.transact(books -> {
            CodeShares.in(books).sweep(now);
            DeadLetters.in(books).sweep(now.minus(DeadLetters.KEPT));
            return DeadLetters.in(books).count();
        });
        swept = now;
        if (dead > 0) {
            LOG.atWarn()
                    .setMessage("mail.dead-letters")
                    .addKeyValue("dead-letters", dead)
                    .log();
        }
    }

    private void change(Consumer<Books> work) {
        var _ = store.transact(books -> {
            work.accept(books);
            return true;
        });
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Envelope envelope) {
        return line.addKeyValue("mail", envelope.id())
                .addKeyValue("kind", Texts.key(envelope))
                .addKeyValue("notices", envelope.notices().size())
                .addKeyValue("to", envelope.to());
    }

    private static boolean isOlder(Envelope envelope, Duration than, Instant now) {
        return !now.isBefore(envelope.since().plus(than));
    }

    // As long again as it has waited already: 5 s, 10 s, 20 s … without having to count.
    private static Duration rest(Envelope envelope, Instant now) {
        var waited = Duration.between(envelope.since(), now);
        if (waited.compareTo(FIRST_REST) < 0) {
            return FIRST_REST;
        }
        return waited.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : waited;
    }
}
