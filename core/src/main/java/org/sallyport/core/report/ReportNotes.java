package org.sallyport.core.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.store.Store;

/// Gathers reports for the audit log: equal ones are counted and written as one entry, the first at the next flush and
/// repeats at most once a minute, or once an hour where the password was right. A crash loses what was gathered since
/// the last flush. Thread-safe; bounded.
final class ReportNotes {
    static final int MOST_KINDS = 10_000;

    // So that nobody waits long for the store behind a flush.
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration REPEATED = Duration.ofMinutes(1);
    private static final Duration RIGHT_REPEATED = Duration.ofHours(1);

    private final Store store;
    private final Map<Kind, Tally> tallies = new HashMap<>();
    private long dropped;

    ReportNotes(Store store) {
        this.store = store;
    }

    /// Reports that count as equal.
    ///
    /// @param account empty where there is none of that name: what was typed there is written nowhere
    /// @param source the network of it, one address of which is worth no line of its own
    record Kind(
            Optional<AccountId> account,
            Report.Result result,
            Optional<Protocol> protocol,
            Source source,
            String server) {}

    private static final class Tally {
        private long times;
        private Instant last = Instant.EPOCH;
        private Instant written = Instant.EPOCH;
    }

    /// What is to be written of one kind.
    private record Due(Kind kind, long times, Instant last) {}

    synchronized void note(Report report, Optional<AccountId> account) {
        var network = report.source().prefix().map(prefix -> Source.of(prefix.address()));
        var kind =
                new Kind(account, report.result(), report.protocol(), network.orElse(Source.UNKNOWN), report.server());
        if (tallies.size() >= MOST_KINDS && !tallies.containsKey(kind)) {
            dropped++;
            return;
        }
        var tally = tallies.computeIfAbsent(kind, _ -> new Tally());
        tally.times++;
        tally.last = report.at();
    }

    /// @throws org.sallyport.core.store.Unavailable when it cannot be written; it is kept for the next time
    void flush(Instant now) {
        var due = due(now);
        for (int from = 0; from < due.size(); from += MOST_AT_ONCE) {
            write(due.subList(from, Math.min(due.size(), from + MOST_AT_ONCE)), now);
        }
        writeDropped(now);
        forget(now);
    }

    private void write(List<Due> page, Instant now) {
        var _ = store.transact(books -> {
            page.forEach(some -> AuditLog.in(books).append(event(some)));
            return true;
        });
        written(page, now);
    }

    private void writeDropped(Instant now) {
        long lost = dropped();
        if (lost > 0) {
            var _ = store.transact(books -> {
                AuditLog.in(books).append(tooMany(lost, now));
                return true;
            });
            tookDown(lost);
        }
    }

    private synchronized void tookDown(long lost) {
        dropped -= lost;
    }

    private synchronized long dropped() {
        return dropped;
    }

    private synchronized List<Due> due(Instant now) {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().times > 0 && isDue(entry.getKey(), entry.getValue(), now))
                .map(entry -> new Due(entry.getKey(), entry.getValue().times, entry.getValue().last))
                .toList();
    }

    private synchronized void written(List<Due> page, Instant now) {
        for (var some : page) {
            var tally = tallies.computeIfAbsent(some.kind(), _ -> new Tally());
            tally.times -= some.times();
            tally.written = now;
        }
    }

    private synchronized void forget(Instant now) {
        tallies.entrySet()
                .removeIf(entry -> entry.getValue().times == 0 && isDue(entry.getKey(), entry.getValue(), now));
    }

    private static boolean isDue(Kind kind, Tally tally, Instant now) {
        var every = kind.result() == Report.Result.RIGHT ? RIGHT_REPEATED : REPEATED;
        return !now.isBefore(tally.written.plus(every));
    }

    private static AuditEvent event(Due due) {
        var kind = due.kind();
        var details = Map.of(
                "result", kind.result().code(),
                "protocol", kind.protocol().map(Protocol::code).orElse("other"),
                "source", kind.source().toString(),
                "times", Long.toString(due.times()));
        return new AuditEvent(
                due.last(), AuditKind.APP_SIGN_IN_REPORTED, kind.account(), new Actor.App(kind.server()), details);
    }

    private static AuditEvent tooMany(long lost, Instant now) {
        var details = Map.of("result", "more than could be told apart", "times", Long.toString(lost));
        return new AuditEvent(now, AuditKind.APP_SIGN_IN_REPORTED, Optional.empty(), new Actor.Sallyport(), details);
    }
}
