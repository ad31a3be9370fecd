package org.sallyport.core.figures;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.sallyport.core.store.Store;

/// What the charts of the last days show. Thread-safe.
public final class DailyFigures {
    /// So many days are shown, with today.
    public static final int SHOWN_DAYS = 30;

    private static final int KEPT_DAYS = 400;

    private final Store store;
    private final InstantSource clock;

    public DailyFigures(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// The day of a moment, in UTC.
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// A chart of every kind.
    public List<Chart> lately() {
        var today = day(clock.instant());
        var first = today.minusDays(SHOWN_DAYS - 1L);
        var counted = store.look(books -> Figures.in(books).since(first));
        return Arrays.stream(Figure.Kind.values())
                .map(kind -> Chart.of(kind, first, today, counted))
                .toList();
    }

    /// Forgets what is older than four hundred days.
    public void sweep() {
        var before = day(clock.instant()).minusDays(KEPT_DAYS);
        store.transact(books -> {
            Figures.in(books).forget(before);
            return true;
        });
    }
}
