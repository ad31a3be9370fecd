package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;
import org.sallyport.core.throttle.Ladder;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.throttle.ThrottleExchange;
import org.sallyport.core.upkeep.Closing;

/// Four nodes over one PostgreSQL: what one transaction at a time would hide.
class SeveralNodesTest {
    private static final int NODES = 4;

    private final PostgresSettings database = PostgresServer.shared().newDatabase();
    private final List<SqlStore> nodes =
            Stream.generate(this::node).limit(NODES).toList();

    private SqlStore node() {
        return SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
    }

    private <R> R on(int node, Function<Books, R> work) {
        return nodes.get(node % NODES).transact(work);
    }

    @AfterEach
    void close() {
        nodes.forEach(SqlStore::close);
    }

    @Test
    void T24_theSameCodeOnAllNodesAtOnceIsAcceptedOnce() {
        Fixtures.eleni().addTo(nodes.getFirst());
        var app = Fixtures.eleni().apps().getFirst().id();

        for (int round = 1; round <= 10; round++) {
            long step = 58_000_000L + round;

            int accepted = Crowd.of(200)
                    .succeeding(i -> on(i, books -> Methods.in(books).advance(app, step)));

            assertThat(accepted).isOne();
        }
    }

    @Test
    void T25_ofGuessesOnAllNodesAtOnceNoMoreAreLookedAtThanAreFree() {
        var eleni = Fixtures.eleni().id();

        int granted = Crowd.of(500)
                .succeeding(i -> on(
                        i,
                        books -> TryGate.reserve(books, eleni, Tries.Factor.AUTHENTICATOR_APP, Fixtures.NOW)
                                .isEmpty()));

        assertThat(granted).isEqualTo(5);
    }

    @Test
    void T25_fourNodesDoNotGiveFourTimesTheGuesses() {
        var clock = SettableClock.atNow();
        var throttles = nodes.stream()
                .map(node -> new Throttle(Ladder.APPS, Fixtures.keyset()))
                .toList();
        var exchanges = IntStream.range(0, NODES)
                .mapToObj(i -> new ThrottleExchange(nodes.get(i), List.of(throttles.get(i)), clock))
                .toList();
        exchanges.forEach(ThrottleExchange::run);
        clock.forward(Duration.ofSeconds(10));
        exchanges.forEach(ThrottleExchange::run);
        var pair = Throttle.Pair.of("eleni", Source.ofLiteral("192.0.2.1"));

        int judged = 0;
        for (int second = 0; second < 120; second++) {
            int guess = second * NODES;
            judged += (int) IntStream.range(0, NODES)
                    .filter(i -> isJudged(throttles.get(i), pair, guess + i, clock))
                    .count();
            exchanges.forEach(ThrottleExchange::run);
            clock.forward(Duration.ofSeconds(1));
        }

        // One node alone: three at once, six a second apart, sixteen each three seconds, then one in ten seconds.
        assertThat(judged).isBetween(9, 32 + NODES);
    }

    private static boolean isJudged(Throttle throttle, Throttle.Pair pair, int guess, SettableClock clock) {
        if (throttle.reserve(pair, guess, clock.instant()) instanceof Throttle.Admission.Go(var reservation)) {
            throttle.wrong(reservation);
            return true;
        }
        return false;
    }

    @Test
    void ofTwoLastAdminsWhoCloseAtOnceOneStays() {
        var byPerson = new Limits.Upkeep(Limits.PasswordChanged.KEEP, Duration.ZERO, Limits.CloseAccount.BY_PERSON);
        var olive = new Organisation(
                nodes.getFirst(), Fixtures.keyset(), Limits.standard().with(byPerson));
        var closing = olive.closing(OpenConnections.NOWHERE);
        var admins = Stream.of("eleni", "maria")
                .map(name -> olive.add(name, Account.Role.ADMIN, Optional.empty()))
                .toList();
        for (int round = 1; round <= 20; round++) {
            admins.forEach(admin -> olive.accounts.enable(admin.id(), new Actor.Operator()));

            var outcomes = Crowd.of(2)
                    .does(i -> closing.close(
                            admins.get(i),
                            Secret.of(Organisation.PASSWORD),
                            Instant.EPOCH,
                            Source.ofLiteral("192.0.2.1")));

            assertThat(outcomes).containsExactlyInAnyOrder(new Closing.Closed(), new Closing.LastOwner());
        }
    }

    @Test
    void ofTwoLastAdminsWhoDisableEachOtherOnTwoNodesOneStays() {
        var olives = nodes.stream()
                .map(node -> new Organisation(node, Fixtures.keyset(), Limits.standard()))
                .toList();
        var admins = Stream.of("eleni", "maria")
                .map(name -> olives.getFirst().add(name, Account.Role.ADMIN, Optional.empty()))
                .toList();
        for (int round = 1; round <= 20; round++) {
            admins.forEach(admin -> olives.getFirst().accounts.enable(admin.id(), new Actor.Operator()));

            int disabled = Crowd.of(2)
                    .succeeding(i -> olives.get(i)
                            .accounts
                            .disableButTheLastOwner(
                                    admins.get(1 - i).id(),
                                    new Actor.Person(admins.get(i).id()),
                                    new Reason("They left")));

            assertThat(disabled).isOne();
        }
    }

    @Test
    void theAuditLogOfAllNodesIsOneWholeChain() {
        var eleni = Fixtures.eleni().id();
        var event = AuditEvent.of(AuditKind.SIGNED_OUT, eleni, new Actor.Person(eleni), Fixtures.NOW, Map.of());

        Crowd.of(80)
                .does(i -> on(i, books -> {
                    AuditLog.in(books).append(event);
                    Changes.in(books).changed(eleni);
                    return true;
                }));

        assertThat(new AuditChain(Fixtures.keyset()).verify(nodes.getFirst()))
                .isEqualTo(new AuditChain.Verification.Whole(80));
    }

    @Test
    void aNodeThatFollowsTheJournalMissesNothingOfTheOthers() {
        var written = IntStream.range(0, 400).mapToObj(i -> AccountId.fresh()).toList();
        var writers = CompletableFuture.runAsync(() -> Crowd.of(40).does(i -> {
            written.subList(i * 10, i * 10 + 10)
                    .forEach(id -> on(1 + i % 3, books -> {
                        Changes.in(books).changed(id);
                        return true;
                    }));
            return i;
        }));

        var read = new HashSet<AccountId>();
        long seen = 0;
        boolean over = false;
        while (!over) {
            over = writers.isDone();
            long from = seen;
            for (var entry : on(0, books -> Changes.in(books).since(from))) {
                read.add(entry.account().orElseThrow());
                seen = entry.number();
            }
        }

        writers.join();
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void aReaderFurtherBehindThanTheJournalReachesIsToldThatEverybodyChanged() {
        on(0, books -> {
            Changes.in(books).changed(Fixtures.eleni().id());
            return true;
        });
        PostgresServer.shared().execute(database, "update journal_head set number = 106495; delete from journal");
        on(0, books -> {
            Changes.in(books).changed(Fixtures.nikos().id());
            return true;
        });

        var entries = on(1, books -> Changes.in(books).since(1));

        assertThat(entries.getFirst()).isEqualTo(new Changes.Change(6496, Optional.empty()));
        assertThat(entries.getLast().number()).isEqualTo(106_496);
    }
}
