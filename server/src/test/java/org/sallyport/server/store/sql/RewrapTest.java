package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.DeadLetter;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Seal;

/// What `keys rotate` does to the database.
class RewrapTest {
    private static final Keyset ROTATED = Fixtures.keyset().rotated(Fixtures.generator(), Fixtures.NOW);

    /// The rotated keyset when the old key has been taken out of it.
    private static final Keyset NEW_KEY_ONLY =
            new Keyset(ROTATED.keys().stream().filter(Keyset.Key::primary).toList());

    @TempDir
    Path folder;

    private SqlStore opened(Keyset keyset) {
        return SqlStores.embedded(folder, keyset, Fixtures.generator(), SettableClock.atNow());
    }

    private void fill() {
        try (var store = opened(Fixtures.keyset())) {
            var _ = store.transact(books -> {
                FullBooks.fill(books);
                return true;
            });
        }
    }

    @Test
    void everyRowIsReadWithTheNewKeyAloneAfterwards() {
        fill();
        try (var store = opened(ROTATED)) {
            assertThat(store.rewrap()).isEqualTo(new Rewrapped(boundRows(store), 0));
            assertThat(store.rewrap()).isEqualTo(new Rewrapped(0, 0));
        }

        try (var store = opened(NEW_KEY_ONLY)) {
            var _ = store.transact(books -> {
                FullBooks.LOOKS.forEach(look -> look.accept(books));
                assertThat(Accounts.in(books).find(FullBooks.ELENI.id())).contains(FullBooks.ELENI.account());
                assertThat(Notices.in(books).claim(Fixtures.NOW, Fixtures.NOW.plusSeconds(1), 9))
                        .flatExtracting(Envelope::notices)
                        .containsExactlyInAnyOrder(FullBooks.NOTICE, FullBooks.OTHER_NOTICE);
                assertThat(DeadLetters.in(books).oldest(9))
                        .extracting(DeadLetter::why)
                        .containsExactly(FullBooks.WHY);
                var held = Methods.in(books).heldBy(FullBooks.ELENI.id());
                assertThat(held).extracting(Method::kind).contains(Method.Kind.PASSKEY);
                var app = (AuthenticatorApp) held.getFirst();
                var place = new Seal.Place("method", "secret", app.id().toString());
                assertThat(new Seal(NEW_KEY_ONLY, Fixtures.generator()).open(place, app.sealedKey()))
                        .hasSize(20);
                return true;
            });
        }
    }

    private static long boundRows(SqlStore store) {
        return Table.ALL.stream()
                .mapToLong(table -> store.run(books -> books.session()
                        .rows("select count(*) as rows from " + table.name() + bound(table), Cells.none())
                        .getFirst()
                        .number("rows")))
                .sum();
    }

    private static String bound(Table table) {
        return table.guarded().isEmpty()
                ? " where " + table.sealed().orElseThrow().column() + " is not null"
                : "";
    }

    @Test
    void manyPagesAreWalked() {
        try (var store = opened(Fixtures.keyset())) {
            IntStream.range(0, 450).forEach(i -> Fixtures.named("person" + i).addTo(store));
        }
        try (var store = opened(ROTATED)) {
            assertThat(store.rewrap().rows()).isEqualTo(900);
        }
    }

    @Test
    void anAlteredRowIsLeftAsItIsAndNamed() {
        fill();
        try (var writer = new DatabaseWriter(folder)) {
            writer.execute(
                    "update account set role = 'ADMIN' where id = ?",
                    FullBooks.ELENI.id().toString());
        }
        try (var store = opened(ROTATED)) {
            assertThat(store.rewrap().altered()).isOne();
            assertThat(store.transact(books -> AuditLog.in(books).about(FullBooks.ELENI.id(), 1)).stream()
                            .map(entry -> entry.event().kind()))
                    .isEqualTo(List.of(AuditKind.TAMPERING_FOUND));
        }
    }

    @Test
    void postgresRowsAreRewrappedToo() {
        var database = PostgresServer.shared().newDatabase();
        try (var store = SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow())) {
            var _ = store.transact(books -> {
                FullBooks.fill(books);
                return true;
            });
        }
        try (var store = SqlStores.postgres(database, ROTATED, Fixtures.generator(), SettableClock.atNow())) {
            assertThat(store.rewrap()).isEqualTo(new Rewrapped(boundRows(store), 0));
        }
    }
}
