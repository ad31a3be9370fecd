package org.sallyport.core.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where admins see how sources stand, have one read at once, and say that a great many may be suspended. Thread-safe.
public final class SourceDesk {
    /// More conflicts than these are not shown at once.
    private static final int MOST_CONFLICTS = 200;

    private final Store store;
    private final InstantSource clock;
    private final Map<SourceName, SourceTerms> sources;

    /// @param sources those that are read again and again
    public SourceDesk(Store store, InstantSource clock, Map<SourceName, SourceTerms> sources) {
        this.store = store;
        this.clock = clock;
        this.sources = Map.copyOf(sources);
    }

    /// How a source stands.
    ///
    /// @param reports newest first
    public record Standing(
            SourceName source, SourceReading reading, List<SourceReport> reports, List<SourceConflict> conflicts) {
        public Standing {
            reports = List.copyOf(reports);
            conflicts = List.copyOf(conflicts);
        }
    }

    public List<SourceName> names() {
        return sources.keySet().stream().sorted().toList();
    }

    /// Empty for a source that is not configured.
    public Optional<Standing> standing(SourceName source) {
        return sources.containsKey(source)
                ? Optional.of(store.look(books -> standing(books, source)))
                : Optional.empty();
    }

    private static Standing standing(Books books, SourceName source) {
        return new Standing(
                source,
                reading(books, source),
                SourceReadings.in(books).reports(source),
                SourceConflicts.in(books).page(source, Optional.empty(), MOST_CONFLICTS));
    }

    /// Asks for a reading, which begins within seconds on one of the nodes.
    ///
    /// @return false for a source that is not configured
    public boolean want(SourceName source, SourceReading.Wanted wanted, Actor by) {
        if (!sources.containsKey(source)) {
            return false;
        }
        return store.transact(books -> {
            SourceReadings.in(books).put(reading(books, source).wanting(Optional.of(wanted)));
            var kind = wanted == SourceReading.Wanted.DRY_RUN ? SourceReport.Kind.DRY_RUN : SourceReport.Kind.FULL;
            append(books, AuditKind.SOURCE_READING_ASKED, by, Map.of("source", source.value(), "kind", kind.code()));
            return true;
        });
    }

    /// Says that the people whose suspension is held back may be suspended; the next reading does it, unless they have
    /// become more.
    ///
    /// @return false when nothing is held back
    public boolean release(SourceName source, Actor by, Reason why) {
        return store.transact(books -> {
            var reading = reading(books, source);
            var held = reading.held().filter(one -> one.released() == SourceReading.Release.NOT_YET);
            held.ifPresent(one -> {
                var released = new SourceReading.Held(one.people(), one.of(), one.since(), SourceReading.Release.YES);
                SourceReadings.in(books)
                        .put(reading.holding(Optional.of(released)).wanting(Optional.of(SourceReading.Wanted.FULL)));
                var details = new HashMap<String, String>();
                details.put("source", source.value());
                details.put("people", Integer.toString(one.people()));
                details.put("why", why.value());
                append(books, AuditKind.SOURCE_RELEASED, by, details);
            });
            return held.isPresent();
        });
    }

    private void append(Books books, AuditKind kind, Actor by, Map<String, String> details) {
        Instant now = clock.instant();
        AuditLog.in(books).append(new AuditEvent(now, kind, Optional.empty(), by, details));
    }

    private static SourceReading reading(Books books, SourceName source) {
        return SourceReadings.in(books).find(source).orElseGet(() -> SourceReading.never(source));
    }
}
