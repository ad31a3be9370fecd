package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.figures.Figure;
import org.sallyport.core.figures.Figure.Kind;
import org.sallyport.core.figures.Figures;
import org.sallyport.core.figures.Figures.Counted;
import org.sallyport.core.fixture.Crowd;

/// Counts of days grow, and go when they are old.
public interface FiguresContract extends StoreUnderTest {
    LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    Figure IMAP = new Figure(Kind.SIGNED_IN, "imap");
    Figure SMTP = new Figure(Kind.SIGNED_IN, "smtp");
    Figure WRONG = new Figure(Kind.REFUSED, "wrong-secret");

    private List<Counted> since(LocalDate day) {
        return in(books -> Figures.in(books).since(day));
    }

    @Test
    default void whatIsCountedAddsUpDayByDay() {
        change(books -> Figures.in(books).add(MONDAY, Map.of(IMAP, 3L, SMTP, 1L)));
        change(books -> Figures.in(books).add(MONDAY, Map.of(IMAP, 4L, WRONG, 1L)));
        change(books -> Figures.in(books).add(MONDAY.plusDays(1), Map.of(IMAP, 1L)));

        assertThat(since(MONDAY))
                .containsExactly(
                        new Counted(MONDAY, WRONG, 1),
                        new Counted(MONDAY, IMAP, 7),
                        new Counted(MONDAY, SMTP, 1),
                        new Counted(MONDAY.plusDays(1), IMAP, 1));
        assertThat(since(MONDAY.plusDays(1))).hasSize(1);
    }

    @Test
    default void whatIsSetReplacesWhatWasThere() {
        change(books -> Figures.in(books).set(MONDAY, Map.of(IMAP, 3L, SMTP, 1L)));
        change(books -> Figures.in(books).set(MONDAY, Map.of(IMAP, 2L)));

        assertThat(since(MONDAY)).containsExactly(new Counted(MONDAY, IMAP, 2), new Counted(MONDAY, SMTP, 1));
    }

    @Test
    default void nothingIsLostWhenManyCountAtOnce() {
        Crowd.of(20).does(i -> {
            change(books -> Figures.in(books)
                    .add(MONDAY, i % 2 == 0 ? Map.of(IMAP, 1L, WRONG, 2L) : Map.of(WRONG, 2L, IMAP, 1L)));
            return i;
        });

        assertThat(since(MONDAY)).containsExactly(new Counted(MONDAY, WRONG, 40), new Counted(MONDAY, IMAP, 20));
    }

    @Test
    default void daysAreForgotten() {
        change(books -> Figures.in(books).add(MONDAY, Map.of(IMAP, 1L)));
        change(books -> Figures.in(books).add(MONDAY.plusDays(1), Map.of(IMAP, 1L)));
        change(books -> Figures.in(books).forget(MONDAY.plusDays(1)));

        assertThat(since(MONDAY)).containsExactly(new Counted(MONDAY.plusDays(1), IMAP, 1));
    }
}
