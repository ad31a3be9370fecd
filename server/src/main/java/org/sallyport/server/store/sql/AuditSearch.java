package org.sallyport.server.store.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;

/// Finds entries of the audit log along its indexes: by whom they concern, by kind, by who did it and what, and without
/// any of these by number. Times become numbers first.
///
/// Several kinds are looked for one by one and put in order here: both engines would else sort every entry of theirs.
final class AuditSearch {
    /// So much later than it happened a thing is in the log at most.
    private static final Duration LATE = Duration.ofDays(1);

    private final Session session;
    private final AuditQuery query;
    private final int limit;

    AuditSearch(Session session, AuditQuery query, int limit) {
        this.session = session;
        this.query = query;
        this.limit = limit;
    }

    List<AuditLog.Entry> before(long number) {
        long least = query.from().map(from -> firstAt(from.minus(LATE))).orElse(0L);
        long end = query.until()
                .map(until -> firstAt(until.plus(LATE)))
                .filter(first -> first < number)
                .orElse(number);
        if (query.about().isPresent() || query.kinds().isEmpty() && query.by().isEmpty()) {
            return rows(query.kinds(), least, end);
        }
        var kinds = query.kinds().isEmpty() ? EnumSet.allOf(AuditKind.class) : query.kinds();
        return kinds.stream()
                .flatMap(kind -> rows(Set.of(kind), least, end).stream())
                .sorted(Comparator.comparingLong(AuditLog.Entry::number).reversed())
                .limit(limit)
                .toList();
    }

    private List<AuditLog.Entry> rows(Set<AuditKind> kinds, long least, long end) {
        var conditions = new ArrayList<>(List.of("number >= :least", "number < :end"));
        var cells = Cells.of("least", least).and("end", end).and("limit", limit);
        if (!kinds.isEmpty()) {
            conditions.add("kind in (:kinds)");
            cells.and("kinds", kinds.stream().map(AuditKind::code).toList());
        }
        query.about().ifPresent(account -> {
            conditions.add("about = :about");
            cells.and("about", account);
        });
        query.by().ifPresent(actor -> {
            conditions.add("actor = :actor");
            cells.and("actor", actor.code());
        });
        query.from().ifPresent(from -> {
            conditions.add("happened >= :from");
            cells.and("from", from);
        });
        query.until().ifPresent(until -> {
            conditions.add("happened < :until");
            cells.and("until", until);
        });
        var sql =
                "select * from audit where " + String.join(" and ", conditions) + " order by number desc limit :limit";
        return session.rows(sql, cells).stream().map(SqlAuditLog::entry).toList();
    }

    /// The number from which on everything happened at this moment or later, by halving: the log has no gaps.
    private long firstAt(Instant moment) {
        long low = bound("min(number)");
        long high = bound("max(number)") + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (happened(middle).isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long bound(String which) {
        return session.row("select coalesce(" + which + ", 0) as number from audit", Cells.none())
                .orElseThrow()
                .number("number");
    }

    // Where somebody took an entry away, the one behind it stands for it.
    private Instant happened(long number) {
        return session.row(
                        "select happened from audit where number >= :number order by number limit 1",
                        Cells.of("number", number))
                .map(row -> row.instant("happened"))
                .orElse(Instant.MAX);
    }
}
