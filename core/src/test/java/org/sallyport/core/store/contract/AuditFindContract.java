package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.fixture.Fixtures;

/// What is looked for in the audit log is found, whatever it is and on every page.
public interface AuditFindContract extends StoreUnderTest {
    int ENTRIES = 300;

    private static List<AuditKind> kinds() {
        return List.of(
                AuditKind.APP_SIGN_IN_ACCEPTED,
                AuditKind.APP_SIGN_IN_REJECTED,
                AuditKind.APP_PASSWORD_ISSUED,
                AuditKind.METHOD_REMOVED);
    }

    private static List<Optional<AccountId>> accounts() {
        return List.of(
                Optional.empty(),
                Optional.of(Fixtures.eleni().id()),
                Optional.of(Fixtures.nikos().id()));
    }

    private static List<Actor> actors() {
        return List.of(
                new Actor.App("dovecot"),
                new Actor.Operator(),
                new Actor.Stranger(),
                new Actor.Person(Fixtures.maria().id()));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// Half an hour apart, and some of them hours before the one they stand behind.
    private void write(Random random) {
        change(books -> {
            for (int i = 0; i < ENTRIES; i++) {
                var at = Fixtures.NOW.plus(Duration.ofMinutes(30L * i)).minus(late(random));
                var event = new AuditEvent(
                        at, one(random, kinds()), one(random, accounts()), one(random, actors()), Map.of());
                AuditLog.in(books).append(event);
            }
        });
    }

    private static Duration late(Random random) {
        return random.nextInt(5) == 0 ? Duration.ofHours(random.nextInt(23)) : Duration.ZERO;
    }

    private static AuditQuery query(Random random) {
        var kinds = EnumSet.noneOf(AuditKind.class);
        kinds().stream().filter(_ -> random.nextInt(4) == 0).forEach(kinds::add);
        return new AuditQuery(
                kinds,
                one(random, accounts()),
                random.nextBoolean() ? Optional.of(one(random, actors())) : Optional.empty(),
                moment(random),
                moment(random));
    }

    private static Optional<Instant> moment(Random random) {
        return random.nextBoolean()
                ? Optional.of(Fixtures.NOW.plus(Duration.ofMinutes(random.nextInt(30 * ENTRIES))))
                : Optional.empty();
    }

    private List<Long> found(AuditQuery query, int page) {
        var numbers = new ArrayList<Long>();
        List<AuditLog.Entry> entries;
        do {
            long before = numbers.isEmpty() ? Long.MAX_VALUE : numbers.getLast();
            entries = in(books -> AuditLog.in(books).find(query, before, page));
            entries.forEach(entry -> numbers.add(entry.number()));
        } while (entries.size() == page);
        return numbers;
    }

    @Test
    default void whatIsLookedForIsFoundNewestFirst() {
        var random = new Random(7);
        write(random);
        var all = in(books -> AuditLog.in(books).since(0, ENTRIES));

        for (int i = 0; i < 150; i++) {
            var query = query(random);
            var wanted = all.reversed().stream()
                    .filter(entry -> query.matches(entry.event()))
                    .map(AuditLog.Entry::number)
                    .toList();

            assertThat(found(query, 1 + random.nextInt(40)))
                    .as(query.toString())
                    .isEqualTo(wanted);
        }
        assertThat(found(AuditQuery.EVERYTHING, 50)).hasSize(ENTRIES);
    }

    @Test
    default void whatWasLetGoIsNotFound() {
        write(new Random(8));
        change(books -> AuditLog.in(books).letGo(Fixtures.NOW.plus(Duration.ofDays(2)), 10));
        var first = in(books -> AuditLog.in(books).since(0, 1)).getFirst();
        var early = new AuditQuery(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.of(first.event().at().plusMillis(1)));

        assertThat(first.number()).isEqualTo(11);
        assertThat(found(early, 10)).isNotEmpty().allMatch(number -> number >= 11);
    }

    @Test
    default void anEmptyLogHoldsNothing() {
        var lately = new AuditQuery(
                Set.of(), Optional.empty(), Optional.empty(), Optional.of(Fixtures.NOW), Optional.of(Fixtures.NOW));

        assertThat(found(lately, 10)).isEmpty();
    }
}
