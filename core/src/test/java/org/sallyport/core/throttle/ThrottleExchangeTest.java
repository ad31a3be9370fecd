package org.sallyport.core.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class ThrottleExchangeTest {
    private final SettableClock clock = SettableClock.atNow();
    private final MemoryStore store = new MemoryStore(Fixtures.keyset());

    private long different;

    private record Node(Throttle throttle, ThrottleExchange exchange) {}

    private Node node(Store over) {
        var throttle = new Throttle(Ladder.APPS, Fixtures.keyset());
        return new Node(throttle, new ThrottleExchange(over, List.of(throttle), clock));
    }

    /// Nodes that know of each other: whoever came first counts itself alone until its next beat.
    private List<Node> nodes(int size, Store over) {
        var nodes = Stream.generate(() -> node(over)).limit(size).toList();
        nodes.forEach(node -> node.exchange().run());
        clock.forward(Duration.ofSeconds(10));
        nodes.forEach(node -> node.exchange().run());
        return nodes;
    }

    @Test
    void T25_fourNodesDoNotGiveFourTimesTheGuesses() {
        int alone = guessesIn(Duration.ofMinutes(10), 1, new MemoryStore(Fixtures.keyset()));
        int together = guessesIn(Duration.ofMinutes(10), 4, new MemoryStore(Fixtures.keyset()));

        assertThat(alone).isGreaterThan(60);
        assertThat(together).isLessThanOrEqualTo(alone + 4);
    }

    /// How many guesses somebody gets judged who asks every node four times a second.
    private int guessesIn(Duration time, int size, Store shared) {
        var nodes = nodes(size, shared);
        var pair = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));
        int judged = 0;
        long guess = 0;
        for (long at = 0; at < time.toMillis(); at += 250) {
            if (at % 1000 == 0) {
                nodes.forEach(node -> node.exchange().run());
            }
            for (var node : nodes) {
                if (node.throttle().reserve(pair, guess++, clock.instant()) instanceof Throttle.Admission.Go go) {
                    node.throttle().wrong(go.reservation());
                    judged++;
                }
            }
            clock.forward(Duration.ofMillis(250));
        }
        return judged;
    }

    @Test
    void whatOneNodeCountedTheOthersKnowAfterASecond() {
        var nodes = nodes(2, store);
        var pair = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));
        guess(nodes.getFirst(), pair, 1);
        nodes.forEach(node -> node.exchange().run());

        assertThat(nodes.getLast().throttle().failures(pair, clock.instant())).isEqualTo(1);
    }

    @Test
    void aSuccessOnOneNodeForgivesOnAll() {
        var nodes = nodes(2, store);
        var pair = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));
        guess(nodes.getFirst(), pair, 1);
        nodes.forEach(node -> node.exchange().run());
        var right = (Throttle.Admission.Go) nodes.getLast().throttle().reserve(pair, 77, clock.instant());
        nodes.getLast().throttle().right(right.reservation());
        nodes.getLast().exchange().run();
        nodes.getFirst().exchange().run();

        assertThat(nodes.getFirst().throttle().failures(pair, clock.instant())).isZero();
    }

    @Test
    void whatWasCountedOutlivesARestart() {
        var pair = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));
        var before = node(store);
        guess(before, pair, 3);
        before.exchange().leave();
        var after = node(store);
        after.exchange().run();

        assertThat(after.throttle().reserve(pair, 99, clock.instant())).isInstanceOf(Throttle.Admission.Wait.class);
    }

    @Test
    void aStoreThatIsDownLosesNoCountAndOpensNothing() {
        var fails = new AtomicBoolean();
        var shaky = new Shaky(store, fails);
        var nodes = nodes(2, shaky);
        fails.set(true);
        var pair = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));
        guess(nodes.getFirst(), pair, 1);
        assertThatThrownBy(() -> nodes.getFirst().exchange().run()).isInstanceOf(Unavailable.class);

        // What the other node may have counted meanwhile weighs as much as what this one has.
        assertThat(nodes.getFirst().throttle().failures(pair, clock.instant())).isEqualTo(2);
        fails.set(false);
        nodes.forEach(node -> node.exchange().run());
        assertThat(nodes.getLast().throttle().failures(pair, clock.instant())).isEqualTo(1);
    }

    @Test
    void theOwnerIsToldOnceThatStrangersGuess() {
        Fixtures.eleni().addTo(store);
        var nodes = nodes(2, store);
        for (int i = 0; i < 300; i++) {
            var pair = Throttle.Pair.of(
                    Fixtures.eleni().id().toString(), Source.ofLiteral("10.1.%d.%d".formatted(i / 200, i % 200)));
            guess(nodes.get(i % 2), pair, 1);
            nodes.forEach(node -> node.exchange().run());
        }

        assertThat(notices()).extracting(Notice::kind).containsExactly(Notice.Kind.GUESSED_AT);
        assertThat(audited(AuditKind.ACCOUNT_UNDER_ATTACK)).hasSize(1);
    }

    @Test
    void farMoreFailuresThanUsualAreStressUntilTheyCease() {
        var node = node(store);
        node.exchange().run();
        for (int i = 0; i < 250; i++) {
            var pair = Throttle.Pair.of("account " + i, Source.ofLiteral("10.1.%d.%d".formatted(i / 200, i % 200)));
            guess(node, pair, 1);
        }
        node.exchange().run();
        node.exchange().run();
        assertThat(node.throttle().isStressed()).isTrue();

        clock.forward(Duration.ofMinutes(30));
        node.exchange().run();
        node.exchange().run();
        assertThat(node.throttle().isStressed()).isFalse();
        assertThat(audited(AuditKind.STRESS_BEGAN)).hasSize(1);
        assertThat(audited(AuditKind.STRESS_ENDED)).hasSize(1);
    }

    @Test
    void aRateThatIsUsualIsNoStress() {
        var node = node(store);
        // A week in which there were a hundred failures in every ten minutes.
        var counters = new Counters(Ladder.APPS, Fixtures.keyset());
        for (int slot = 0; slot < 1008; slot++) {
            counters.add(Family.TOTAL, "", 100, Fixtures.NOW.minus(Duration.ofMinutes(10L * (slot + 1))));
        }
        var _ = store.transact(books -> GuessCounts.in(books).add(counters.unsent(), Fixtures.NOW));
        for (int i = 0; i < 900; i++) {
            guess(node, Throttle.Pair.of("account " + i, Source.UNKNOWN), 1);
        }
        node.exchange().run();
        node.exchange().run();

        assertThat(node.throttle().isStressed()).isFalse();
    }

    private void guess(Node node, Throttle.Pair pair, int times) {
        for (int i = 0; i < times; i++) {
            var go = (Throttle.Admission.Go) node.throttle().reserve(pair, different++, clock.instant());
            node.throttle().wrong(go.reservation());
        }
    }

    private List<Notice> notices() {
        return Mailbag.notices(store, clock.instant());
    }

    private List<AuditLog.Entry> audited(AuditKind kind) {
        return store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .filter(entry -> entry.event().kind() == kind)
                .toList();
    }

    private record Shaky(Store store, AtomicBoolean fails) implements Store {
        @Override
        public <R> R transact(Function<Books, R> work) {
            if (fails.get()) {
                throw new Unavailable("store", "it is down");
            }
            return store.transact(work);
        }
    }
}
