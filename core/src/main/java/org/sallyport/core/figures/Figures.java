package org.sallyport.core.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.sallyport.core.store.Books;

/// The book of how much happened on which day. Days are those of UTC.
public interface Figures {
    static Figures in(Books books) {
        return books.book(Figures.class);
    }

    /// How often something happened on a day.
    record Counted(LocalDate day, Figure figure, long times) {}

    /// Adds to the counts of a day.
    void add(LocalDate day, Map<Figure, Long> times);

    /// Puts these in the place of the counts of a day.
    void set(LocalDate day, Map<Figure, Long> times);

    /// Every count from this day on, by day, kind and what.
    List<Counted> since(LocalDate day);

    /// Forgets the days before this one.
    void forget(LocalDate before);
}
