package org.sallyport.core.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.figures.Figure.Kind;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class DailyFiguresTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final DailyFigures figures = new DailyFigures(olive.store, olive.clock);

    private void signIn(String secret) {
        olive.verifyFrom("192.0.2.7", "eleni", secret);
        olive.notes.flush();
    }

    private Chart chart(Kind kind) {
        return figures.lately().stream()
                .filter(chart -> chart.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void signInsAreCountedByProtocolAndReasonOnTheirDay() {
        olive.add("eleni", Account.Role.PERSON, Optional.empty());
        signIn(Organisation.PASSWORD);
        signIn("not-the-password");
        olive.clock.forward(Duration.ofDays(1));
        signIn(Organisation.PASSWORD);

        var letIn = chart(Kind.SIGNED_IN);
        assertThat(letIn.days()).hasSize(30).last().isEqualTo(DailyFigures.day(olive.clock.instant()));
        assertThat(letIn.rows()).singleElement().satisfies(row -> {
            assertThat(row.what()).isEqualTo("imap");
            assertThat(row.times()).hasSize(30).endsWith(0L, 1L, 1L);
            assertThat(row.total()).isEqualTo(2);
            assertThat(row.most()).isOne();
        });
        assertThat(chart(Kind.REFUSED).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.times()).endsWith(1L, 0L));
    }

    @Test
    void whatHappensMostStandsFirst() {
        var today = DailyFigures.day(olive.clock.instant());
        olive.store.transact(books -> {
            Figures.in(books)
                    .add(today, Map.of(new Figure(Kind.SIGNED_IN, "imap"), 1L, new Figure(Kind.SIGNED_IN, "smtp"), 9L));
            return true;
        });

        assertThat(chart(Kind.SIGNED_IN).rows()).extracting(Chart.Row::what).containsExactly("smtp", "imap");
    }

    @Test
    void daysGoWhenTheyAreOld() {
        olive.add("eleni", Account.Role.PERSON, Optional.empty());
        signIn(Organisation.PASSWORD);
        olive.clock.forward(Duration.ofDays(31));
        assertThat(chart(Kind.SIGNED_IN).rows()).isEmpty();
        olive.clock.forward(Duration.ofDays(370));

        figures.sweep();

        var left = olive.store.look(books -> Figures.in(books).since(LocalDate.EPOCH));
        assertThat(left).isEmpty();
    }
}
