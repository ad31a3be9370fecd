package org.sallyport.server.syslog;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.config.Ship;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the audit log to a collector, entry by entry in its order, from where the collector certainly has everything.
/// What it may have and what nobody knows is sent again: an entry may arrive twice, never not at all. One node does it
/// at a time. Memory holds a page of the log, however far the collector is behind.
public final class AuditShipper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditShipper.class);
    private static final int PAGE = 500;
    private static final int AT_MOST = 10_000;
    // Longer than a batch can take.
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final int LONGEST_WHY = 200;

    private final Store store;
    private final Collector collector;
    private final InstantSource clock;
    private final UUID node = UUID.randomUUID();
    private Duration rest = Duration.ZERO;
    private Instant next = Instant.EPOCH;

    public AuditShipper(Store store, Ship ship, InstantSource clock) {
        this.store = store;
        this.collector = new Collector(ship);
        this.clock = clock;
    }

    /// Why the files that the configuration names are of no use; empty where they are.
    public Optional<String> unusable() {
        return collector.unusable();
    }

    /// Ships what is due, a batch at most.
    public synchronized void round() {
        var now = clock.instant();
        if (now.isBefore(next) || !store.look(AuditShipper::isBehind)) {
            return;
        }
        var turn = new Bookmarks.Turn(Bookmarks.COLLECTOR, node, now.plus(LEASE));
        var place = store.transact(books -> Bookmarks.in(books).take(turn, 0, now));
        if (place.isPresent()) {
            ship(turn, place.get());
        }
    }

    private static boolean isBehind(Books books) {
        long there = Bookmarks.in(books)
                .find(Bookmarks.COLLECTOR)
                .map(Bookmark::number)
                .orElse(0L);
        return AuditLog.in(books).head().filter(head -> head.number() > there).isPresent();
    }

    private void ship(Bookmarks.Turn turn, Bookmark place) {
        try {
            long number = send(place.number());
            var now = clock.instant();
            boolean ours = store.transact(books -> Bookmarks.in(books).move(turn, number, now));
            if (ours) {
                works(place);
            }
        } catch (IOException why) {
            stuck(turn, why);
        }
    }

    /// @return the number of the last entry that the collector has
    private long send(long from) throws IOException {
        try (var batch = collector.connect()) {
            long place = from;
            while (place - from < AT_MOST) {
                var page = page(place);
                if (page.entries().isEmpty() && page.unreadable() == 0) {
                    break;
                }
                for (var entry : page.entries()) {
                    batch.send(SyslogMessage.of(entry, collector.as()));
                    place = entry.number();
                }
                if (page.unreadable() > 0) {
                    batch.send(SyslogMessage.unreadable(
                            page.unreadable(), clock.instant().toString(), collector.as()));
                    place = page.unreadable();
                }
            }
            batch.finish();
            return place;
        }
    }

    /// @param unreadable the number of the entry behind these that somebody altered; 0 for none
    private record Page(List<AuditLog.Entry> entries, long unreadable) {}

    // Whoever alters an entry must not keep those behind it from the collector.
    private Page page(long place) {
        try {
            return new Page(store.look(books -> AuditLog.in(books).since(place, PAGE)), 0);
        } catch (AuditLog.Unreadable altered) {
            long number = altered.number();
            int before = Math.toIntExact(number - place - 1);
            return new Page(
                    before == 0
                            ? List.of()
                            : store.look(books -> AuditLog.in(books).since(place, before)),
                    number);
        }
    }

    private void works(Bookmark before) {
        rest = Duration.ZERO;
        before.trouble()
                .ifPresent(over -> LOG.atInfo()
                        .setMessage("syslog.ships-again")
                        .addKeyValue("since", over.since())
                        .log());
    }

    private void stuck(Bookmarks.Turn turn, IOException why) {
        var now = clock.instant();
        var said = String.valueOf(why.getMessage());
        var what = said.length() > LONGEST_WHY ? said.substring(0, LONGEST_WHY) : said;
        if (rest.isZero()) {
            LOG.atWarn()
                    .setMessage("syslog.unreachable")
                    .addKeyValue("why", what)
                    .log();
        }
        rest = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
        rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        next = now.plus(rest);
        var _ = store.transact(books -> Bookmarks.in(books).stuck(turn, what, now));
    }

    /// Lets another node go on at once.
    @Override
    public void close() {
        var turn = new Bookmarks.Turn(Bookmarks.COLLECTOR, node, clock.instant());
        var _ = store.transact(books -> {
            Bookmarks.in(books).leave(turn);
            return true;
        });
    }
}
