package org.sallyport.server.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReport;

/// A source as the page shows it.
///
/// @param open conflicts that nobody has decided
/// @param left conflicts that an admin wants left as they are
public record SourceRow(
        String name,
        SourceReading reading,
        List<SourceConflict> open,
        List<SourceConflict> left,
        List<SourceReport> reports) {
    private static final int MOST_REPORTS = 10;

    static SourceRow of(SourceDesk.Standing standing) {
        return new SourceRow(
                standing.source().value(),
                standing.reading(),
                decided(standing, SourceConflict.Decision.OPEN),
                decided(standing, SourceConflict.Decision.LEFT),
                standing.reports().stream().limit(MOST_REPORTS).toList());
    }

    private static List<SourceConflict> decided(SourceDesk.Standing standing, SourceConflict.Decision decision) {
        return standing.conflicts().stream()
                .filter(conflict -> conflict.decision() == decision)
                .toList();
    }

    /// What is the matter now; empty where the newest reading was good.
    public String trouble() {
        return reports.stream()
                .findFirst()
                .map(SourceReport::trouble)
                .filter(_ -> reading.read().stream()
                        .noneMatch(good -> good.isAfter(reports.getFirst().ended())))
                .orElse("");
    }

    public Optional<Instant> read() {
        return reading.read();
    }

    /// Who would be suspended, and is held back until an admin says that it is right.
    public Optional<SourceReading.Held> held() {
        return reading.held().filter(held -> held.released() == SourceReading.Release.NOT_YET);
    }

    public boolean isWanted() {
        return reading.wanted().isPresent();
    }
}
