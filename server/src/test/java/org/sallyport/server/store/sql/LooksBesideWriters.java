package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.store.contract.StoreUnderTest;

/// Whoever looks something up waits for nobody who changes something, and the other way round.
interface LooksBesideWriters extends StoreUnderTest {
    @Test
    default void aLookIsAnsweredWhileATransactionIsOpenAndDoesNotSeeWhatItDid() throws Exception {
        var changed = new CountDownLatch(1);
        var looked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = CompletableFuture.runAsync(
                    () -> change(books -> {
                        Fixtures.eleni().enterInto(books);
                        changed.countDown();
                        await(looked);
                    }),
                    threads);
            await(changed);

            assertThat(sees()).isFalse();
            looked.countDown();
            writing.get(10, TimeUnit.SECONDS);
            assertThat(sees()).isTrue();
        }
    }

    @Test
    default void aTransactionIsKeptWhileALookIsOpenWhichGoesOnSeeingWhatItSaw() throws Exception {
        var looking = new CountDownLatch(1);
        var kept = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var look = CompletableFuture.supplyAsync(
                    () -> store().look(books -> {
                        boolean before =
                                Accounts.in(books).find(Fixtures.eleni().id()).isPresent();
                        looking.countDown();
                        await(kept);
                        return before
                                || Accounts.in(books)
                                        .find(Fixtures.eleni().id())
                                        .isPresent();
                    }),
                    threads);
            await(looking);

            Fixtures.eleni().addTo(store());
            kept.countDown();
            assertThat(look.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    private boolean sees() {
        return store().look(
                        books -> Accounts.in(books).find(Fixtures.eleni().id()).isPresent());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
