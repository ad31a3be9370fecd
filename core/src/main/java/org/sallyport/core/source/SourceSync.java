package org.sallyport.core.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.Text;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Reads one source again and again, by one node at a time, and makes accounts of it. Who left is suspended in the end
/// of each reading; where they are too many at once nobody is, until an admin says that it is right. Thread-safe.
public final class SourceSync {
    /// Whoever reads says so again at every page; a node that died is waited for this long.
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration RENEWED_EVERY = LEASE.dividedBy(4);
    private static final int LONGEST_TROUBLE = 300;

    private final SourceReader reader;
    private final Provisioning provisioning;
    private final Store store;
    private final InstantSource clock;
    private final SourceTerms terms;
    private final String holder = UUID.randomUUID().toString();
    private Instant notBefore = Instant.EPOCH;
    private Instant renewed = Instant.EPOCH;

    public SourceSync(
            SourceReader reader, Provisioning provisioning, Store store, InstantSource clock, SourceTerms terms) {
        this.reader = reader;
        this.provisioning = provisioning;
        this.store = store;
        this.clock = clock;
        this.terms = terms;
    }

    public SourceName source() {
        return reader.source();
    }

    public SourceTerms terms() {
        return terms;
    }

    /// What is to be done now.
    ///
    /// @param since where the last reading ended; empty where everybody is read
    private record Turn(SourceReport.Kind kind, Optional<String> since, Instant began) {}

    /// Reads the source where it is time; to be called every second or so, on every node.
    ///
    /// @return what it came to; empty where it was not time, or another node reads it
    public synchronized Optional<SourceReport> turn() {
        Instant now = clock.instant();
        if (due(store.look(this::reading), now).isEmpty()) {
            return Optional.empty();
        }
        var turn = store.transact(books -> begin(books, now));
        return turn.map(this::carriedOut);
    }

    private Optional<Turn> begin(Books books, Instant now) {
        var reading = reading(books);
        var turn = due(reading, now);
        turn.ifPresent(_ ->
                SourceReadings.in(books).put(reading.wanting(Optional.empty()).leased(lease(now))));
        renewed = now;
        return turn;
    }

    private Optional<Turn> due(SourceReading reading, Instant now) {
        boolean isTaken = reading.lease()
                .filter(lease -> !lease.holder().equals(holder) && now.isBefore(lease.until()))
                .isPresent();
        if (isTaken) {
            return Optional.empty();
        }
        if (reading.wanted().isPresent()) {
            var kind = switch (reading.wanted().get()) {
                case DRY_RUN -> SourceReport.Kind.DRY_RUN;
                case FULL -> SourceReport.Kind.FULL;
            };
            return Optional.of(new Turn(kind, Optional.empty(), now));
        }
        boolean isEarly = now.isBefore(notBefore)
                || reading.read()
                        .filter(last -> now.isBefore(last.plus(terms.every())))
                        .isPresent();
        if (isEarly) {
            return Optional.empty();
        }
        boolean isFull = reading.mark().isEmpty()
                || reading.full()
                        .filter(last -> now.isBefore(last.plus(terms.fullEvery())))
                        .isEmpty();
        return Optional.of(
                isFull
                        ? new Turn(SourceReport.Kind.FULL, Optional.empty(), now)
                        : new Turn(SourceReport.Kind.CHANGES, reading.mark(), now));
    }

    private SourceReport carriedOut(Turn wanted) {
        var turn = wanted;
        var pass = new SourcePass(reader, provisioning, store, turn.kind());
        try {
            var mark = reader.mark();
            if (turn.since().isPresent() && isEverybodyDue(turn.since().get(), mark)) {
                turn = new Turn(SourceReport.Kind.FULL, Optional.empty(), turn.began());
                pass = new SourcePass(reader, provisioning, store, turn.kind());
            }
            pass.read(turn.since(), this::renew);
            renew();
            int of = turn.kind() == SourceReport.Kind.CHANGES
                    ? pass.callTheRoll(this::renew)
                    : pass.lookForWhoIsMissing();
            settle(pass, turn, of);
            var report = pass.report(turn.began(), clock.instant(), "");
            finish(turn, mark, report);
            return report;
        } catch (Unavailable outage) {
            notBefore = clock.instant().plus(terms.every());
            var report = pass.report(turn.began(), clock.instant(), trouble(outage));
            store.transact(books -> {
                var reading = reading(books);
                if (isOurs(reading)) {
                    SourceReadings.in(books).put(reading.leased(Optional.empty()));
                }
                return keep(books, report);
            });
            return report;
        }
    }

    private boolean isEverybodyDue(String since, Optional<String> mark) {
        return mark.isEmpty() || reader.isEverybodyDue(since);
    }

    private static String trouble(Unavailable outage) {
        var message = outage.getMessage();
        return Text.clipped(message == null ? outage.part() : message, LONGEST_TROUBLE);
    }

    /// Suspends who has left, or holds that back. What an admin has let through stays so until all of them
    /// are suspended: where the source breaks off half way, the next reading suspends the others.
    private void settle(SourcePass pass, Turn turn, int of) {
        int leaving = pass.leaving();
        if (turn.kind() == SourceReport.Kind.DRY_RUN) {
            if (terms.isTooMany(leaving, of)) {
                pass.hold();
            } else {
                pass.suspend(this::renew);
            }
            return;
        }
        boolean goesOn = store.transact(books -> {
            var reading = ours(books);
            var released = reading.held().filter(held -> held.released() == SourceReading.Release.YES);
            boolean isEnough = released.filter(held -> leaving <= held.people()).isPresent();
            boolean isHeld = terms.isTooMany(leaving, of) && !isEnough;
            SourceReadings.in(books)
                    .put(reading.holding(isHeld ? Optional.of(held(books, reading, leaving, of)) : released));
            return !isHeld;
        });
        if (goesOn) {
            pass.suspend(this::renew);
            store.transact(books -> {
                SourceReadings.in(books).put(ours(books).holding(Optional.empty()));
                return true;
            });
        } else {
            pass.hold();
        }
    }

    private SourceReading.Held held(Books books, SourceReading reading, int leaving, int of) {
        var before = reading.held().filter(held -> held.released() == SourceReading.Release.NOT_YET);
        if (before.isEmpty()) {
            var details =
                    Map.of("source", source().value(), "people", Integer.toString(leaving), "of", Integer.toString(of));
            AuditLog.in(books)
                    .append(new AuditEvent(
                            clock.instant(), AuditKind.SOURCE_HELD, Optional.empty(), new Actor.Sallyport(), details));
        }
        var since = before.map(SourceReading.Held::since).orElseGet(clock::instant);
        return new SourceReading.Held(leaving, of, since, SourceReading.Release.NOT_YET);
    }

    private void finish(Turn turn, Optional<String> mark, SourceReport report) {
        store.transact(books -> {
            var reading = ours(books);
            var next = switch (turn.kind()) {
                case DRY_RUN -> reading;
                case CHANGES -> reading.after(mark, report.ended(), reading.full());
                case FULL -> reading.after(mark, report.ended(), Optional.of(turn.began()));
            };
            SourceReadings.in(books).put(next.leased(Optional.empty()));
            return keep(books, report);
        });
    }

    // An outage that lasts is one line of the history, not one for every try.
    private boolean keep(Books books, SourceReport report) {
        boolean isKnown = !report.trouble().isEmpty()
                && SourceReadings.in(books).reports(source()).stream()
                        .findFirst()
                        .filter(last -> last.trouble().equals(report.trouble()) && last.kind() == report.kind())
                        .isPresent();
        if (report.isNews() && !isKnown) {
            SourceReadings.in(books).add(report);
        }
        return true;
    }

    private void renew() {
        Instant now = clock.instant();
        if (now.isBefore(renewed.plus(RENEWED_EVERY))) {
            return;
        }
        store.transact(books -> {
            SourceReadings.in(books).put(ours(books).leased(lease(now)));
            return true;
        });
        renewed = now;
    }

    /// The reading, while no other node has taken it over.
    private SourceReading ours(Books books) {
        var reading = reading(books);
        if (!isOurs(reading)) {
            throw new Unavailable(source().value(), "another node has begun to read it");
        }
        return reading;
    }

    private boolean isOurs(SourceReading reading) {
        return reading.lease().filter(lease -> lease.holder().equals(holder)).isPresent();
    }

    private Optional<SourceReading.Lease> lease(Instant now) {
        return Optional.of(new SourceReading.Lease(holder, now.plus(LEASE)));
    }

    private SourceReading reading(Books books) {
        return SourceReadings.in(books).find(source()).orElseGet(() -> SourceReading.never(source()));
    }
}
