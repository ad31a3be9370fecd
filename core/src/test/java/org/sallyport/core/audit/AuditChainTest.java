package org.sallyport.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.AuditChain.Verification;
import org.sallyport.core.audit.AuditLog.Entry;
import org.sallyport.core.audit.AuditLog.Head;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;

class AuditChainTest {
    private final AuditChain chain = new AuditChain(Fixtures.keyset());

    private static AuditEvent event(int number) {
        return AuditEvent.of(
                AuditKind.APP_PASSWORD_ISSUED,
                number % 2 == 0 ? Fixtures.eleni().id() : Fixtures.nikos().id(),
                new Actor.Person(Fixtures.eleni().id()),
                Fixtures.NOW.plusSeconds(number),
                Map.of("label", "Phone " + number, "scope", "imap smtp"));
    }

    private static void append(Store store, int from, int to) {
        var _ = store.transact(books -> {
            IntStream.range(from, to).forEach(i -> AuditLog.in(books).append(event(i)));
            return true;
        });
    }

    private static AlterableLog logOf(int entries) {
        var store = new MemoryStore(Fixtures.keyset());
        append(store, 0, entries);
        return copyOf(store);
    }

    private static AlterableLog copyOf(Store store) {
        return store.transact(books -> new AlterableLog(
                AuditLog.in(books).since(0, Integer.MAX_VALUE),
                AuditLog.in(books).head().orElseThrow()));
    }

    private static Head headOf(AlterableLog log) {
        return log.head().orElseThrow();
    }

    private long brokenAt(AlterableLog log) {
        return switch (chain.verify(log)) {
            case Verification.BrokenAt(var number, var _) -> number;
            case Verification.Whole(var entries) -> throw new AssertionError("found whole with " + entries);
        };
    }

    @Test
    void aLogOfManyPagesIsWhole() {
        assertThat(chain.verify(logOf(1203))).isEqualTo(new Verification.Whole(1203));
        assertThat(chain.verify(logOf(1000))).isEqualTo(new Verification.Whole(1000));
    }

    @Test
    void oldLinksVerifyAfterTheKeysetHasRotated() {
        var before = new MemoryStore(Fixtures.keyset());
        append(before, 0, 3);
        var log = copyOf(before);
        var rotated = new AuditChain(Fixtures.keyset().rotated(Fixtures.generator(), Fixtures.NOW));

        var added = rotated.next(headOf(log), event(3));
        log.entries.add(added);
        log.head = rotated.endingWith(added);

        assertThat(added.link().keyId()).isEqualTo(2);
        assertThat(rotated.verify(log)).isEqualTo(new Verification.Whole(4));
    }

    @Test
    void anEntryOfAnUnknownKeyIsNamed() {
        var log = logOf(3);
        var second = log.entries.get(1);
        log.entries.set(
                1, new Entry(2, second.event(), new Digest(9, second.link().value())));

        assertThat(chain.verify(log))
                .isEqualTo(new Verification.BrokenAt(2, "was linked with key 9, which the keyset does not hold"));
    }

    @Nested
    class T32_WhatSomebodyDidToTheLogIsFoundAndNamed {
        @Test
        void anAlteredEntry() {
            var log = logOf(9);
            log.entries.set(4, new Entry(5, event(77), log.entries.get(4).link()));

            assertThat(brokenAt(log)).isEqualTo(5);
        }

        @Test
        void aRemovedEntry() {
            var log = logOf(9);
            log.entries.remove(4);

            assertThat(brokenAt(log)).isEqualTo(5);
        }

        @Test
        void aRemovedEntryWithTheOthersNumberedAnew() {
            var log = logOf(9);
            log.entries.remove(4);
            log.entries.replaceAll(e -> e.number() > 5 ? new Entry(e.number() - 1, e.event(), e.link()) : e);
            log.head = new Head(8, headOf(log).link(), headOf(log).seal());

            assertThat(chain.verify(log)).isInstanceOf(Verification.BrokenAt.class);
        }

        @Test
        void twoEntriesThatChangedPlaces() {
            var log = logOf(9);
            var third = log.entries.get(2);
            var sixth = log.entries.get(5);
            log.entries.set(2, new Entry(3, sixth.event(), sixth.link()));
            log.entries.set(5, new Entry(6, third.event(), third.link()));

            assertThat(brokenAt(log)).isEqualTo(3);
        }

        @Test
        void anEndThatWasCutOff() {
            var log = logOf(9);
            log.entries.subList(6, 9).clear();

            assertThat(brokenAt(log)).isEqualTo(7);
        }

        @Test
        void anEndThatWasCutOffTogetherWithTheHead() {
            var log = logOf(9);
            log.entries.subList(6, 9).clear();
            log.head = new Head(6, log.entries.getLast().link(), headOf(log).seal());
            assertThat(brokenAt(log)).isEqualTo(6);

            log.head = null;
            assertThat(brokenAt(log)).isEqualTo(7);
        }

        @Test
        void aCutThatIsWrittenOverStaysVisible() {
            var log = logOf(9);
            log.entries.subList(6, 9).clear();
            log.head = new Head(6, log.entries.getLast().link(), headOf(log).seal());

            var next = chain.next(headOf(log), event(20));
            log.entries.add(next);
            log.head = chain.endingWith(next);

            assertThat(brokenAt(log)).isEqualTo(7);
        }

        @Test
        void anEarlierStateOfTheWholeLogAgainstAHeadKeptElsewhere() {
            var store = new MemoryStore(Fixtures.keyset());
            append(store, 0, 6);
            var earlier = copyOf(store);
            append(store, 6, 9);
            var kept = headOf(copyOf(store));

            assertThat(chain.verify(copyOf(store), kept)).isEqualTo(new Verification.Whole(9));
            assertThat(chain.verify(earlier)).isEqualTo(new Verification.Whole(6));
            assertThat(chain.verify(earlier, kept))
                    .isInstanceOfSatisfying(
                            Verification.BrokenAt.class,
                            b -> assertThat(b.number()).isEqualTo(7));

            append(store, 9, 12);
            assertThat(chain.verify(copyOf(store), kept)).isEqualTo(new Verification.Whole(12));
        }

        @Test
        void everyOneOfManyRandomAlterations() {
            var random = new Random(32);
            var whole = logOf(40);
            for (int round = 0; round < 10_000; round++) {
                var log = whole.copy();
                int at = random.nextInt(40);
                alter(log, at, random);

                assertThat(brokenAt(log)).as("round %s", round).isBetween(1L, 41L);
            }
        }

        private void alter(AlterableLog log, int at, Random random) {
            var entry = log.entries.get(at);
            var event = entry.event();
            switch (random.nextInt(9)) {
                case 0 -> log.entries.remove(at);
                case 1 -> log.entries.subList(at, log.entries.size()).clear();
                case 2 -> log.entries.set(at, new Entry(at + 1, event, flipped(entry.link(), random)));
                case 3 -> log.entries.set(at, new Entry(at + 100, event, entry.link()));
                case 4 ->
                    log.head = new Head(at, headOf(log).link(), headOf(log).seal());
                case 5 ->
                    log.head =
                            new Head(40, headOf(log).link(), flipped(headOf(log).seal(), random));
                case 6 ->
                    log.head = new Head(
                            40, flipped(headOf(log).link(), random), headOf(log).seal());
                case 7 -> swap(log, at, (at + 1 + random.nextInt(39)) % 40);
                default -> log.entries.set(at, new Entry(at + 1, altered(event, random), entry.link()));
            }
        }

        private void swap(AlterableLog log, int one, int other) {
            var first = log.entries.get(one);
            var second = log.entries.get(other);
            log.entries.set(one, new Entry(one + 1, second.event(), second.link()));
            log.entries.set(other, new Entry(other + 1, first.event(), first.link()));
        }

        private AuditEvent altered(AuditEvent event, Random random) {
            var details = new HashMap<>(event.details());
            return switch (random.nextInt(6)) {
                case 0 ->
                    new AuditEvent(
                            event.at().plus(Duration.ofMillis(1)), event.kind(), event.about(), event.by(), details);
                case 1 ->
                    new AuditEvent(event.at(), AuditKind.APP_PASSWORD_RENAMED, event.about(), event.by(), details);
                case 2 -> new AuditEvent(event.at(), event.kind(), Optional.of(AccountId.fresh()), event.by(), details);
                case 3 -> new AuditEvent(event.at(), event.kind(), Optional.empty(), event.by(), details);
                case 4 -> new AuditEvent(event.at(), event.kind(), event.about(), new Actor.Stranger(), details);
                default -> {
                    details.put("label", "another");
                    details.remove("scope");
                    yield new AuditEvent(event.at(), event.kind(), event.about(), event.by(), details);
                }
            };
        }

        private Digest flipped(Digest digest, Random random) {
            byte[] value = digest.value();
            value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
            return new Digest(digest.keyId(), value);
        }
    }
}
