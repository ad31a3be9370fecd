package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;

/// Codes of an authenticator app at two nodes over one PostgreSQL: what happens once in a thousand times happens here.
class ThousandRacesTest {
    private static final int ROUNDS = 1000;
    private static final int RACERS = 8;
    // Before the wait begins.
    private static final int FREE = 5;

    private static SqlStore first;
    private static SqlStore second;
    private static List<Organisation> nodes;

    @BeforeAll
    static void start() {
        var database = PostgresServer.shared().newDatabase();
        first = SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
        second = SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
        nodes = List.of(organisation(first), organisation(second));
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void T24_ofManyWhoTypeOneCodeOneIsLetInAThousandTimes() {
        var eleni = nodes.getFirst().add("eleni", Account.Role.PERSON, Optional.empty());
        byte[] key = nodes.getFirst().registerApp(eleni);
        for (int round = 0; round < ROUNDS; round++) {
            nodes.forEach(node -> node.clock.forward(Duration.ofSeconds(30)));
            var code = nodes.getFirst().codeFor(key);

            assertThat(Crowd.of(RACERS)
                            .succeeding(i -> check(nodes.get(i % 2), eleni.id(), code) instanceof CodeCheck.Accepted))
                    .as("round %d", round)
                    .isOne();
            forgetTries(eleni.id());
        }
    }

    @Test
    void T25_ofManyGuessesAtOnceNoMoreAreLookedAtThanAreFreeAThousandTimes() {
        var nikos = nodes.getFirst().add("nikos", Account.Role.PERSON, Optional.empty());
        nodes.getFirst().registerApp(nikos);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(Crowd.of(RACERS)
                            .succeeding(i -> check(nodes.get(i % 2), nikos.id(), "abcdef") instanceof CodeCheck.Wrong))
                    .as("round %d", round)
                    .isEqualTo(FREE);
            forgetTries(nikos.id());
        }
    }

    private static CodeCheck check(Organisation node, AccountId account, String code) {
        return node.signIn.secondFactor(account, new TypedCode(code), Source.UNKNOWN);
    }

    private static void forgetTries(AccountId account) {
        var _ = first.transact(books -> {
            TryGate.forgive(books, account, Tries.Factor.AUTHENTICATOR_APP);
            return true;
        });
    }

    private static Organisation organisation(SqlStore store) {
        return new Organisation(store, Fixtures.keyset(), Limits.standard());
    }
}
