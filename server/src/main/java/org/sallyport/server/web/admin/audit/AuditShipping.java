package org.sallyport.server.web.admin.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.store.Books;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.admin.overview.Warning;
import org.sallyport.server.web.admin.overview.Warnings;
import org.sallyport.server.web.frame.Said;
import org.springframework.stereotype.Component;

/// How far the collector is behind that the audit log is shipped to.
@Component
class AuditShipping implements Warnings {
    private static final Duration USUAL = Duration.ofMinutes(5);

    private final Optional<String> collector;
    private final InstantSource clock;

    AuditShipping(Services.Elsewhere elsewhere, InstantSource clock) {
        this.collector = elsewhere.collector();
        this.clock = clock;
    }

    /// How it stands.
    ///
    /// @param to where it goes
    /// @param behind how many entries the collector may not have
    /// @param since when the oldest of them happened
    /// @param moved when the collector came as far as it is; empty before the first entry
    public record Shipped(
            String to,
            long behind,
            Optional<Instant> since,
            Optional<Instant> moved,
            Optional<Bookmark.Trouble> trouble) {}

    /// Empty where the log is not shipped.
    Optional<Shipped> state(Books books) {
        return collector.map(to -> shipped(books, to));
    }

    private static Shipped shipped(Books books, String to) {
        var log = AuditLog.in(books);
        var bookmark = Bookmarks.in(books).find(Bookmarks.COLLECTOR);
        long there = bookmark.map(Bookmark::number).orElse(0L);
        long head = log.head().map(AuditLog.Head::number).orElse(0L);
        long from = Math.max(there, log.anchor().map(AuditLog.Anchor::number).orElse(0L));
        return new Shipped(
                to,
                Math.max(0, head - from),
                firstBehind(log, from),
                bookmark.map(Bookmark::moved),
                bookmark.flatMap(Bookmark::trouble));
    }

    private static Optional<Instant> firstBehind(AuditLog log, long from) {
        try {
            return log.since(from, 1).stream()
                    .findFirst()
                    .map(entry -> entry.event().at());
        } catch (AuditLog.Unreadable altered) {
            return Optional.empty();
        }
    }

    @Override
    public List<Warning> now(Books books) {
        return state(books)
                .filter(shipped -> shipped.since()
                        .filter(since -> since.isBefore(clock.instant().minus(USUAL)))
                        .isPresent())
                .map(shipped -> Warning.caution(Said.of("overview.waits.shipping", shipped.behind(), shipped.to()))
                        .leadingTo("/admin/audit#shipping", "overview.waits.shipping.see", Permission.AUDIT_SEE))
                .stream()
                .toList();
    }
}
