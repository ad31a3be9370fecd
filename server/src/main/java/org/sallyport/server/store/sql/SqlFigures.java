package org.sallyport.server.store.sql;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sallyport.core.figures.Figure;
import org.sallyport.core.figures.Figures;

final class SqlFigures implements Figures {
    private static final String INSERT =
            "insert into figure (day, kind, what, times) values (:day, :kind, :what, :times)"
                    + " on conflict (day, kind, what) do ";

    private final Session session;

    SqlFigures(Session session) {
        this.session = session;
    }

    @Override
    public void add(LocalDate day, Map<Figure, Long> times) {
        session.batch(INSERT + "update set times = figure.times + excluded.times", rows(day, times));
    }

    @Override
    public void set(LocalDate day, Map<Figure, Long> times) {
        session.batch(INSERT + "update set times = excluded.times", rows(day, times));
    }

    // In one order, so that two nodes that count the same never wait for each other in a circle.
    private static List<Cells> rows(LocalDate day, Map<Figure, Long> times) {
        return times.entrySet().stream()
                .map(one -> Cells.of("day", day.toEpochDay())
                        .and("kind", one.getKey().kind().code())
                        .and("what", one.getKey().what())
                        .and("times", one.getValue()))
                .sorted(Comparator.comparing((Cells row) -> row.text("kind")).thenComparing(row -> row.text("what")))
                .toList();
    }

    @Override
    public List<Counted> since(LocalDate day) {
        return session
                .rows(
                        "select * from figure where day >= :day order by day, kind, what",
                        Cells.of("day", day.toEpochDay()))
                .stream()
                .flatMap(row -> Figure.Kind.find(row.text("kind"))
                        .map(kind -> new Counted(
                                LocalDate.ofEpochDay(row.number("day")),
                                new Figure(kind, row.text("what")),
                                row.number("times")))
                        .stream())
                .toList();
    }

    @Override
    public void forget(LocalDate before) {
        session.update("delete from figure where day < :day", Cells.of("day", before.toEpochDay()));
    }
}
