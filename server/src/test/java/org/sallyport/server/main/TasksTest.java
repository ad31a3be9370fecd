package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sallyport.core.store.Unavailable;

class TasksTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    @Test
    void theJournalIsFollowedWhileEverythingElseTakesLong() throws InterruptedException {
        var stuck = new CountDownLatch(3);
        var released = new CountDownLatch(1);
        var followed = new CountDownLatch(100);
        try (var tasks = new Tasks()) {
            for (var name : new String[] {"verdict-notes", "throttle", "keyset"}) {
                tasks.every(OFTEN, name, () -> {
                    stuck.countDown();
                    waitFor(released);
                });
            }
            assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
            tasks.every(OFTEN, "journal", followed::countDown);
            assertThat(followed.await(10, TimeUnit.SECONDS)).isTrue();
            released.countDown();
        }
    }

    @Test
    void aTaskThatFailsIsDoneAgain() throws InterruptedException {
        var tried = new CountDownLatch(6);
        try (var tasks = new Tasks()) {
            tasks.every(OFTEN, "journal", () -> {
                tried.countDown();
                if (tried.getCount() % 2 == 0) {
                    throw new Unavailable("store", "taken away by a test");
                }
                throw new IllegalStateException("unforeseen, as a test has it");
            });
            assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
