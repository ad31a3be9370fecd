package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.core.store.Unavailable;

class AfterwardsTest {
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whoeverAsksDoesNotWait() throws InterruptedException {
        var answered = new CountDownLatch(1);
        var finished = new CountDownLatch(1);
        try (var afterwards = new Afterwards()) {
            afterwards.execute(() -> {
                await(answered);
                finished.countDown();
            });
            answered.countDown();
            assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nothingBeginsWhileTheAnswerIsOnItsWay() throws InterruptedException {
        var begun = new CountDownLatch(1);
        try (var afterwards = new Afterwards()) {
            long asked = System.nanoTime();
            afterwards.execute(begun::countDown);

            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(Afterwards.MOMENT.toNanos());
        }
    }

    @Test
    void whatIsLeftIsFinishedWhenItStops() {
        try (var afterwards = new Afterwards()) {
            for (int i = 0; i < 100; i++) {
                afterwards.execute(done::incrementAndGet);
            }
        }

        assertThat(done).hasValue(100);
    }

    @Test
    void whatFailsKeepsNothingElseFromBeingDone() {
        try (var afterwards = new Afterwards()) {
            afterwards.execute(() -> {
                throw new Unavailable("store", "it is down");
            });
            afterwards.execute(() -> {
                throw new IllegalStateException("unforeseen");
            });
            afterwards.execute(done::incrementAndGet);
        }

        assertThat(done).hasValue(1);
    }

    @Test
    void whatNoLongerFitsIsDoneByWhoeverAsks() {
        var held = new CountDownLatch(1);
        try (var afterwards = new Afterwards()) {
            afterwards.execute(() -> await(held));
            for (int i = 0; i < 1_100; i++) {
                afterwards.execute(done::incrementAndGet);
            }
            assertThat(done.get()).isGreaterThanOrEqualTo(99);
            held.countDown();
        }

        assertThat(done).hasValue(1_100);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
