package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReport;

/// A source of accounts, as programs see it.
///
/// @param read when the last good reading ended
/// @param full when the last good reading of everybody began
/// @param wanted a reading that was asked for and has not begun: full or dry-run
/// @param held whom it would suspend and who is held back, since they are so many
/// @param conflicts how many nobody has decided
public record SourceView(
        String name,
        Optional<Instant> read,
        Optional<Instant> full,
        Optional<String> wanted,
        Optional<HeldView> held,
        int conflicts) {
    /// @param people how many would be suspended at once
    /// @param of how many the source had let sign in
    public record HeldView(int people, int of, Instant since) {}

    /// What a reading came to.
    ///
    /// @param kind changes, full or dry-run
    /// @param trouble what broke it off
    /// @param lines the first of what happened, person by person
    public record ReportView(
            String source,
            String kind,
            Instant began,
            Instant ended,
            CountsView counts,
            Optional<String> trouble,
            List<ReportLine> lines) {
        static ReportView of(SourceReport report) {
            return new ReportView(
                    report.source().value(),
                    report.kind().code(),
                    report.began(),
                    report.ended(),
                    CountsView.of(report.counts()),
                    some(report.trouble()),
                    report.lines().stream()
                            .map(line -> new ReportLine(line.what().code(), line.name(), some(line.why())))
                            .toList());
        }
    }

    /// How many people each thing happened to.
    public record CountsView(
            int created, int changed, int suspended, int woken, int conflicts, int unusable, int held) {
        static CountsView of(SourceReport.Counts counts) {
            return new CountsView(
                    counts.created(),
                    counts.changed(),
                    counts.suspended(),
                    counts.woken(),
                    counts.conflicts(),
                    counts.unusable(),
                    counts.held());
        }
    }

    /// @param name the user name, or what the source calls them
    public record ReportLine(String what, String name, Optional<String> why) {}

    /// Somebody of a source of whom no rule says which account is theirs.
    ///
    /// @param id how the source calls them for ever
    /// @param why name-taken, staff, several, linked-already or last-owner
    /// @param account that stands in the way
    /// @param decision open, or left
    public record ConflictView(
            String source,
            String id,
            String userName,
            String why,
            Optional<String> account,
            Instant since,
            String decision) {
        static ConflictView of(SourceConflict conflict) {
            return new ConflictView(
                    conflict.key().source().value(),
                    conflict.key().externalId(),
                    conflict.username().canonical(),
                    conflict.why().code(),
                    conflict.with().map(AccountId::toString),
                    conflict.since(),
                    Query.code(conflict.decision()));
        }
    }

    static SourceView of(SourceDesk.Standing standing) {
        var reading = standing.reading();
        return new SourceView(
                standing.source().value(),
                reading.read(),
                reading.full(),
                reading.wanted().map(Query::code),
                reading.held()
                        .filter(held -> held.released() == SourceReading.Release.NOT_YET)
                        .map(held -> new HeldView(held.people(), held.of(), held.since())),
                Math.toIntExact(standing.conflicts().stream()
                        .filter(conflict -> conflict.decision() == SourceConflict.Decision.OPEN)
                        .count()));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
