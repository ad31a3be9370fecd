package org.sallyport.server.directory.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.store.Unavailable;

class HashingRoomTest {
    private static final int AT_ONCE = 2;
    private static final int QUEUE = 4;

    private final HashingRoom room = new HashingRoom(AT_ONCE, QUEUE);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Executor askers = Thread.ofVirtual()::start;

    @AfterEach
    void everybodyLeaves() {
        gate.countDown();
    }

    @Test
    void T45_ofAThousandAtOnceAsManyAreHashedAsThereIsRoomAndFewWait() {
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        var asked = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 1000; i++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> room.inTurn(() -> {
                        most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                        waitAtTheGate();
                        atWork.decrementAndGet();
                        return "hash";
                    }),
                    askers));
        }
        await().until(() -> asked.stream().filter(one -> !one.isDone()).count() == AT_ONCE + QUEUE);
        assertThat(room.waiting()).isEqualTo(QUEUE);
        gate.countDown();

        await().until(() -> asked.stream().allMatch(CompletableFuture::isDone));
        assertThat(most).hasValue(AT_ONCE);
        assertThat(asked.stream().filter(one -> !one.isCompletedExceptionally()))
                .hasSize(AT_ONCE + QUEUE);
    }

    @Test
    void whoeverFindsNoRoomIsAskedToComeBack() {
        fill();

        assertThatThrownBy(() -> room.inTurn(() -> "hash"))
                .isInstanceOfSatisfying(
                        Unavailable.class, busy -> assertThat(busy.part()).isEqualTo(PasswordHasher.BUSY));
    }

    @Test
    void whoeverNoLongerWaitsLeavesItsPlaceToTheNext() {
        occupy();
        var impatient = Thread.ofVirtual().unstarted(() -> {
            try {
                room.inTurn(() -> "hash");
            } catch (Unavailable givenUp) {
                // As it should be.
            }
        });
        impatient.start();
        await().until(() -> room.waiting() == 1);

        impatient.interrupt();

        await().until(() -> room.waiting() == 0);
    }

    /// Virtual threads have as many cores between them as there are hashes at once: on one of them a hash would keep
    /// out everybody who asks something quick.
    @Test
    void aHashTakesNoVirtualThreadFromWhoeverAsksSomethingQuick() {
        var asked = CompletableFuture.supplyAsync(
                () -> room.inTurn(() -> Thread.currentThread().isVirtual()), askers);

        assertThat(asked.join()).isFalse();
    }

    private void fill() {
        occupy();
        for (int i = 0; i < QUEUE; i++) {
            hash();
        }
        await().until(() -> room.waiting() == QUEUE);
    }

    private void occupy() {
        var begun = new CountDownLatch(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            askers.execute(() -> room.inTurn(() -> {
                begun.countDown();
                waitAtTheGate();
                return "hash";
            }));
        }
        await().until(() -> begun.getCount() == 0);
    }

    private void hash() {
        askers.execute(() -> room.inTurn(() -> "hash"));
    }

    private void waitAtTheGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
