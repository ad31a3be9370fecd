package org.sallyport.core.store.memory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.sallyport.core.figures.Figure;
import org.sallyport.core.figures.Figures;

final class MemoryFigures implements Figures {
    private final Rows<String, Counted> rows;

    MemoryFigures(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void add(LocalDate day, Map<Figure, Long> times) {
        times.forEach((figure, more) -> {
            long before = rows.find(key(day, figure)).map(Counted::times).orElse(0L);
            rows.put(key(day, figure), new Counted(day, figure, before + more));
        });
    }

    @Override
    public void set(LocalDate day, Map<Figure, Long> times) {
        times.forEach((figure, now) -> rows.put(key(day, figure), new Counted(day, figure, now)));
    }

    private static String key(LocalDate day, Figure figure) {
        return day + " " + figure.kind().code() + " " + figure.what();
    }

    @Override
    public List<Counted> since(LocalDate day) {
        return rows.all().stream().filter(row -> !row.day().isBefore(day)).toList();
    }

    @Override
    public void forget(LocalDate before) {
        rows.removeIf(row -> row.day().isBefore(before));
    }
}
