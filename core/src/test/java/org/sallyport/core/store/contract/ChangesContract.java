package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;

public interface ChangesContract extends StoreUnderTest {
    @Test
    default void anEmptyJournalEndsAtZero() {
        assertThat(number(books -> Changes.in(books).latest())).isZero();
        assertThat(listed(books -> Changes.in(books).since(0))).isEmpty();
    }

    @Test
    default void entriesComeInTheOrderInWhichTheyWereWritten() {
        var eleni = Fixtures.eleni().id();
        var nikos = Fixtures.nikos().id();
        change(books -> Changes.in(books).changed(eleni));
        change(books -> Changes.in(books).everybodyChanged());
        change(books -> Changes.in(books).changed(nikos));

        var entries = in(books -> Changes.in(books).since(0));

        assertThat(entries.stream().map(Changes.Change::account))
                .containsExactly(Optional.of(eleni), Optional.empty(), Optional.of(nikos));
        assertThat(entries.stream().map(Changes.Change::number)).isSorted().doesNotHaveDuplicates();
        assertThat(number(books -> Changes.in(books).latest()))
                .isEqualTo(entries.getLast().number());
    }

    @Test
    default void aReaderGoesOnBehindTheLastNumberItSaw() {
        change(books -> Changes.in(books).changed(Fixtures.eleni().id()));
        long seen = in(books -> Changes.in(books).latest());
        change(books -> Changes.in(books).changed(Fixtures.nikos().id()));

        assertThat(in(books -> Changes.in(books).since(seen)).stream().map(Changes.Change::account))
                .containsExactly(Optional.of(Fixtures.nikos().id()));
    }

    @Test
    default void onePageHasAtMostAThousandEntries() {
        change(books -> IntStream.range(0, 1001).forEach(i -> Changes.in(books).changed(AccountId.fresh())));

        var first = in(books -> Changes.in(books).since(0));
        var second = in(books -> Changes.in(books).since(first.getLast().number()));

        assertThat(first).hasSize(1000);
        assertThat(second).hasSize(1);
    }

    @Test
    default void aReaderBesideManyWritersMissesNothing() {
        var written = List.copyOf(
                IntStream.range(0, 200).mapToObj(i -> AccountId.fresh()).toList());
        var writers = CompletableFuture.runAsync(() -> Crowd.of(20).does(i -> {
            written.subList(i * 10, i * 10 + 10)
                    .forEach(id -> change(books -> Changes.in(books).changed(id)));
            return i;
        }));

        var read = new HashSet<AccountId>();
        long seen = 0;
        boolean over = false;
        while (!over) {
            over = writers.isDone();
            long from = seen;
            for (var entry : in(books -> Changes.in(books).since(from))) {
                read.add(entry.account().orElseThrow());
                seen = entry.number();
            }
        }

        writers.join();
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    }
}
