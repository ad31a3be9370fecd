package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.telephone.PhoneMessage;

/// Codes by text message where two nodes, or two openings of one file, judge them at the same moment.
class SentCodesOnTwoNodesTest {
    private static final int MANY = 50;
    private static final int NEIGHBOURS = 30;

    @TempDir
    private Path folder;

    @Test
    void T24_ofManyWhoTypeOneCodeAtTwoNodesOverPostgresOneIsLetIn() {
        onTwo(overPostgres(), SentCodesOnTwoNodesTest::assertOneOfManyIsLetIn);
    }

    @Test
    void T24_ofManyWhoTypeOneCodeAtTwoStoresOverOneFileOneIsLetIn() {
        onTwo(this::overOneFile, SentCodesOnTwoNodesTest::assertOneOfManyIsLetIn);
    }

    @Test
    void T34_twoNodesOverPostgresDoNotSendTwiceTheMessages() {
        onTwo(overPostgres(), SentCodesOnTwoNodesTest::assertTheRangeIsKept);
    }

    @Test
    void T34_twoStoresOverOneFileDoNotSendTwiceTheMessages() {
        onTwo(this::overOneFile, SentCodesOnTwoNodesTest::assertTheRangeIsKept);
    }

    private static void assertOneOfManyIsLetIn(List<Organisation> nodes) {
        var eleni = nodes.getFirst().add("eleni", Account.Role.PERSON, Optional.empty());
        var phone = nodes.getFirst().telephones.register(eleni, "+306901234567");
        for (int round = 0; round < 5; round++) {
            assertThat(isSent(nodes.getFirst(), eleni.id(), phone)).isTrue();
            var code = new TypedCode(nodes.getFirst().telephones.telephone.code());

            assertThat(Crowd.of(MANY).succeeding(i -> isLetIn(nodes.get(i % 2), eleni.id(), code)))
                    .isOne();
            // Those who came too late have used up the tries of this day.
            nodes.forEach(node -> node.clock.forward(Duration.ofDays(1)));
        }
    }

    private static void assertTheRangeIsKept(List<Organisation> nodes) {
        var people = IntStream.range(0, NEIGHBOURS)
                .mapToObj(i -> nodes.getFirst().add("person" + i, Account.Role.PERSON, Optional.empty()))
                .toList();
        var phones = IntStream.range(0, NEIGHBOURS)
                .mapToObj(i -> nodes.getFirst().telephones.register(people.get(i), "+3069012340" + (10 + i)))
                .toList();

        int sent = Crowd.of(NEIGHBOURS)
                .succeeding(i -> isSent(nodes.get(i % 2), people.get(i).id(), phones.get(i)));

        assertThat(sent).isEqualTo(15);
        assertThat(nodes.stream()
                        .mapToInt(node -> node.telephones.telephone.taken().size())
                        .sum())
                .isEqualTo(15);
    }

    private static boolean isSent(Organisation node, AccountId account, MethodId phone) {
        return node.telephones.signIn.send(account, phone, PhoneMessage.Form.TEXT, "visit") instanceof Sending.Sent;
    }

    private static boolean isLetIn(Organisation node, AccountId account, TypedCode code) {
        return node.telephones.signIn.check(account, Receiver.PHONE, code, "visit", Source.UNKNOWN)
                instanceof CodeCheck.Accepted;
    }

    private static Supplier<SqlStore> overPostgres() {
        var database = PostgresServer.shared().newDatabase();
        return () -> SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
    }

    private SqlStore overOneFile() {
        return SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
    }

    private static void onTwo(Supplier<SqlStore> node, Consumer<List<Organisation>> work) {
        try (var first = node.get();
                var second = node.get()) {
            work.accept(List.of(organisation(first), organisation(second)));
        }
    }

    private static Organisation organisation(SqlStore store) {
        return new Organisation(store, Fixtures.keyset(), Limits.standard());
    }
}
