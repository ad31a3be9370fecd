package org.sallyport.server.store.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.source.SourceReport;

/// Readings are bound to the keyset, since one says that many may be suspended; reports only tell what was.
final class SqlSourceReadings implements SourceReadings {
    /// Neither stands in a line that people read.
    private static final String BETWEEN_LINES = "\n";

    private static final String BETWEEN_PARTS = "\t";

    private final Session session;

    SqlSourceReadings(Session session) {
        this.session = session;
    }

    @Override
    public Optional<SourceReading> find(SourceName source) {
        return session.rowToChange(
                        Table.SOURCE_READING,
                        "select * from source_reading where source = :source",
                        Cells.of("source", source))
                .map(SqlSourceReadings::reading);
    }

    @Override
    public void put(SourceReading reading) {
        var held = reading.held();
        var row = Cells.of("source", reading.source())
                .and("mark", reading.mark())
                .and("read_at", reading.read())
                .and("full_at", reading.full())
                .and("wanted", reading.wanted().map(Enum::name))
                .and("holder", reading.lease().map(SourceReading.Lease::holder))
                .and("held_until", reading.lease().map(SourceReading.Lease::until))
                .and("people", held.map(SourceReading.Held::people))
                .and("of_people", held.map(SourceReading.Held::of))
                .and("since", held.map(SourceReading.Held::since))
                .and("released", held.map(SourceReading.Held::released).map(Enum::name));
        session.update("""
                insert into source_reading (source, mark, read_at, full_at, wanted, holder, held_until, people,
                                            of_people, since, released, mac)
                values (:source, :mark, :read_at, :full_at, :wanted, :holder, :held_until, :people, :of_people, :since,
                        :released, :mac)
                on conflict (source) do update
                set mark = excluded.mark, read_at = excluded.read_at, full_at = excluded.full_at,
                    wanted = excluded.wanted, holder = excluded.holder, held_until = excluded.held_until,
                    people = excluded.people, of_people = excluded.of_people, since = excluded.since,
                    released = excluded.released, mac = excluded.mac
                """, session.guard().bind(Table.SOURCE_READING, row));
    }

    @Override
    public void add(SourceReport report) {
        var counts = report.counts();
        var numbers = List.of(
                        counts.created(),
                        counts.changed(),
                        counts.suspended(),
                        counts.woken(),
                        counts.conflicts(),
                        counts.unusable(),
                        counts.held())
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        session.update(
                """
                insert into source_report (source, kind, began, ended, counts, trouble, said)
                values (:source, :kind, :began, :ended, :counts, :trouble, :said)
                on conflict (source, ended, began) do nothing
                """,
                Cells.of("source", report.source())
                        .and("kind", report.kind().name())
                        .and("began", report.began())
                        .and("ended", report.ended())
                        .and("counts", numbers)
                        .and("trouble", report.trouble())
                        .and(
                                "said",
                                report.lines().stream()
                                        .map(SqlSourceReadings::line)
                                        .collect(Collectors.joining(BETWEEN_LINES))));
        session.update("""
                delete from source_report where source = :source and ended < (
                    select min(ended) from (
                        select ended from source_report where source = :source order by ended desc limit :kept) as kept)
                """, Cells.of("source", report.source()).and("kept", SourceReport.KEPT));
    }

    @Override
    public List<SourceReport> reports(SourceName source) {
        return session
                .rows(
                        "select * from source_report where source = :source order by ended desc, began desc limit :kept",
                        Cells.of("source", source).and("kept", SourceReport.KEPT))
                .stream()
                .map(SqlSourceReadings::report)
                .toList();
    }

    private static SourceReading reading(Cells row) {
        Optional<SourceReading.Lease> lease =
                row.textIfAny("holder").map(holder -> new SourceReading.Lease(holder, row.instant("held_until")));
        Optional<SourceReading.Held> held = row.textIfAny("released")
                .map(released -> new SourceReading.Held(
                        Math.toIntExact(row.number("people")),
                        Math.toIntExact(row.number("of_people")),
                        row.instant("since"),
                        SourceReading.Release.valueOf(released)));
        return new SourceReading(
                new SourceName(row.text("source")),
                row.textIfAny("mark"),
                row.instantIfAny("read_at"),
                row.instantIfAny("full_at"),
                row.textIfAny("wanted").map(SourceReading.Wanted::valueOf),
                lease,
                held);
    }

    private static SourceReport report(Cells row) {
        int[] n = Arrays.stream(row.text("counts").split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        var lines = new ArrayList<SourceReport.Line>();
        for (var line : row.text("said").split(BETWEEN_LINES, -1)) {
            var parts = line.split(BETWEEN_PARTS, -1);
            if (parts.length == 3) {
                lines.add(new SourceReport.Line(SourceReport.What.valueOf(parts[0]), parts[1], parts[2]));
            }
        }
        return new SourceReport(
                new SourceName(row.text("source")),
                SourceReport.Kind.valueOf(row.text("kind")),
                row.instant("began"),
                row.instant("ended"),
                new SourceReport.Counts(n[0], n[1], n[2], n[3], n[4], n[5], n[6]),
                row.text("trouble"),
                lines);
    }

    private static String line(SourceReport.Line line) {
        return line.what().name() + BETWEEN_PARTS + line.name() + BETWEEN_PARTS + line.why();
    }
}
