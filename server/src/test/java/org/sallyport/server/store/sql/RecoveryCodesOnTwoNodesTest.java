package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.recovery.Sheet;

/// One recovery code typed by many at the same moment, half of them at one node and half at another.
class RecoveryCodesOnTwoNodesTest {
    private static final int MANY = 40;

    @TempDir
    private Path folder;

    @Test
    void T24_ofManyWhoTypeOneCodeAtTwoNodesOverPostgresOneIsLetIn() {
        var database = PostgresServer.shared().newDatabase();

        assertOneOfManyIsLetIn(
                () -> SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow()));
    }

    @Test
    void T24_ofManyWhoTypeOneCodeAtTwoStoresOverOneFileOneIsLetIn() {
        assertOneOfManyIsLetIn(
                () -> SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow()));
    }

    private static void assertOneOfManyIsLetIn(Supplier<SqlStore> node) {
        try (var first = node.get();
                var second = node.get()) {
            var nodes = List.of(organisation(first), organisation(second));
            var eleni = nodes.getFirst().enforced("eleni@olive.example").id();
            var clock = nodes.getFirst().clock;
            var sheet = (Sheet.Made) nodes.getFirst().recoveryCodes.make(eleni, clock.instant(), _ -> true);

            for (var code : sheet.codes()) {
                var typed = new TypedCode(code.reveal());
                assertThat(Crowd.of(MANY).succeeding(i -> isLetIn(nodes.get(i % 2), eleni, typed)))
                        .isOne();
                forgetTries(first, eleni);
            }
            assertThat(nodes.getLast().recoveryCodes.left(eleni)).isZero();
        }
    }

    private static Organisation organisation(SqlStore store) {
        return new Organisation(store, Fixtures.keyset(), Limits.standard());
    }

    private static boolean isLetIn(Organisation node, AccountId account, TypedCode typed) {
        return node.recoverySignIn.secondFactor(account, typed, Source.UNKNOWN) instanceof CodeCheck.Accepted;
    }

    private static void forgetTries(SqlStore store, AccountId account) {
        var _ = store.transact(books -> {
            Tries.in(books).clear(account, Tries.Factor.RECOVERY_CODE);
            return true;
        });
    }
}
