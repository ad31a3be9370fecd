package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LookUpsTest {
    private static final int MANY = 50;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    private String lookUp() {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        underWay.decrementAndGet();
        return "found";
    }

    private List<CompletableFuture<String>> beginMany(LookUps lookUps) {
        var begun = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < MANY; i++) {
            begun.add(lookUps.begin(this::lookUp, "busy").toCompletableFuture());
        }
        return begun;
    }

    @Test
    void ofManyAFewAreUnderWayAtOnceAndAllAreAnswered() {
        try (var lookUps = new LookUps(MANY, LONG, LONG)) {
            var begun = beginMany(lookUps);
            await().until(() -> underWay.get() == LookUps.AT_ONCE);
            gate.countDown();

            assertThat(begun).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("found"));
            assertThat(mostUnderWay).hasValue(LookUps.AT_ONCE);
        }
    }

    @Test
    void whoseTurnDoesNotComeSoonIsToldSo() {
        try (var lookUps = new LookUps(MANY, LONG, SHORT)) {
            var begun = beginMany(lookUps);

            await().until(() -> begun.stream().filter(CompletableFuture::isDone).count() == MANY - LookUps.AT_ONCE);
            assertThat(begun)
                    .filteredOn(CompletableFuture::isDone)
                    .allMatch(answer -> answer.join().equals("busy"));
            gate.countDown();
        }
    }

    @Test
    void moreThanThereIsRoomForAreToldAtOnce() {
        try (var lookUps = new LookUps(1, LONG, LONG)) {
            var first = lookUps.begin(this::lookUp, "busy").toCompletableFuture();

            assertThat(lookUps.begin(this::lookUp, "busy").toCompletableFuture().join())
                    .isEqualTo("busy");
            gate.countDown();
            assertThat(first.join()).isEqualTo("found");
        }
    }
}
