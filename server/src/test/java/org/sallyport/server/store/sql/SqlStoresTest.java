package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;

class SqlStoresTest {
    private static SqlStore embedded(Path folder) {
        return SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
    }

    private static SqlStore postgres(PostgresSettings settings) {
        return SqlStores.postgres(settings, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
    }

    private static void fill(SqlStore store) {
        var _ = store.transact(books -> {
            FullBooks.fill(books);
            return true;
        });
    }

    private static void assertFull(SqlStore store) {
        var _ = store.transact(books -> {
            FullBooks.LOOKS.forEach(look -> look.accept(books));
            assertThat(Accounts.in(books).find(FullBooks.ELENI.id())).contains(FullBooks.ELENI.account());
            return true;
        });
        assertThat(new AuditChain(Fixtures.keyset()).verify(store)).isEqualTo(new AuditChain.Verification.Whole(1));
    }

    private static Object setting(SqlStore store, String sql) {
        return store.run(books -> books.session().rows(sql, Cells.none()).getFirst().asMap().values().stream()
                .findFirst()
                .map(Object.class::cast)
                .orElseThrow());
    }

    private static Stream<String> laterTables() {
        return Stream.of(
                "membership",
                "posix_account",
                "posix_group",
                "earlier_password",
                "guess_count",
                "node",
                "known_source",
                "told",
                "method",
                "remembered_device",
                "recovery_code",
                "envelope",
                "mail_times",
                "audit_anchor",
                "figure",
                "sender",
                "people_line",
                "people_reading",
                "policy_value",
                "source_link",
                "source_conflict",
                "bookmark",
                "webhook",
                "webhook_delivery",
                "proposal",
                "source_entry",
                "source_reading",
                "source_report",
                "deletion",
                "tombstone",
                "switchover",
                "rollout",
                "sent_mail",
                "device",
                "api_token",
                "kept_answer",
                "job",
                "job_file",
                "seen_server");
    }

    private static List<String> backToV1() {
        return Stream.concat(
                        laterTables().map("drop table "::concat),
                        Stream.of(
                                "alter table requirement drop column apps_until",
                                "drop index audit_kind",
                                "drop index audit_actor",
                                "drop index account_staff",
                                "create index account_admin on account (username) where role = 'ADMIN'",
                                "drop index notice_waiting",
                                "drop index notice_address",
                                "drop index notice_envelope",
                                "alter table notice drop column address",
                                "alter table notice drop column envelope",
                                "create index notice_due on notice (due, made)",
                                "alter table app_password drop column used_client",
                                "alter table app_password drop column opens_from",
                                "alter table app_password drop column unused_until",
                                "alter table app_password drop column first_use",
                                "alter table app_password drop column first_used",
                                "alter table app_password drop column tied_families",
                                "alter table app_password drop column tied_networks",
                                "alter table app_password drop column asleep",
                                "alter table challenge rename to challenge_later",
                                """
                                create table challenge (
                                    id text not null primary key, account_id text not null, purpose text not null,
                                    binding text not null, digest text not null, expires bigint not null,
                                    mac text not null, unique (account_id, purpose))
                                """,
                                """
                                insert into challenge (id, account_id, purpose, binding, digest, expires, mac)
                                select id, account_id, purpose, binding, digest, expires, mac
                                from challenge_later
                                """,
                                "drop table challenge_later",
                                "delete from schema_history where version <> '1'"))
                .toList();
    }

    private static void assertMembers(SqlStore store) {
        var staff = new GroupName("Staff");
        var members = store.transact(books -> Groups.in(books).members(staff, Optional.empty(), 10));
        var groups = store.transact(books -> Groups.in(books).page(Optional.empty(), 10));

        assertThat(members).containsExactly(FullBooks.ELENI.account(), FullBooks.MARIA.account());
        assertThat(groups).containsExactly(new GroupName("staff"));
    }

    private static void assertQuestions(SqlStore store) {
        var asked = FullBooks.MARIAS_CHALLENGE;
        var open = store.transact(books -> Challenges.in(books).of(asked.account(), asked.purpose()));

        assertThat(open).containsExactly(asked);
    }

    @Test
    void theNewestMigrationIsTheOneThatIsLookedFor() throws IOException, URISyntaxException {
        var migrations = Objects.requireNonNull(SqlStores.class.getResource("/db/migration"));
        try (var files = Files.list(Path.of(migrations.toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max())
                    .hasValue(Migrations.NEWEST);
        }
    }

    @Nested
    class Embedded {
        @TempDir
        Path folder;

        @Test
        void everythingIsThereAfterClosingAndOpeningAgain() {
            try (var store = embedded(folder)) {
                fill(store);
            }
            try (var store = embedded(folder)) {
                assertFull(store);
            }
        }

        @Test
        void everythingIsThereForWhoOpensTheFileWhileTheFirstIsStillAtIt() {
            try (var first = embedded(folder);
                    var second = embedded(folder)) {
                fill(first);
                assertFull(second);
            }
        }

        @Test
        void whatIsAcknowledgedIsOnDisk() {
            try (var store = embedded(folder)) {
                assertThat(setting(store, "pragma synchronous")).isEqualTo(2L);
                assertThat(setting(store, "pragma journal_mode")).isEqualTo("wal");
                assertThat(setting(store, "pragma foreign_keys")).isEqualTo(1L);
            }
        }

        @Test
        void theFolderIsMadeForItsOwnerAlone() throws IOException {
            var made = folder.resolve("data");
            embedded(made).close();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }

        @Test
        void aBackupMadeAsTheGuideSaysWhileItIsOpenIsAWholeStore() throws IOException {
            var elsewhere = Files.createDirectory(folder.resolve("backup"));
            try (var store = embedded(folder);
                    var sqlite = new DatabaseWriter(folder)) {
                fill(store);
                sqlite.execute(
                        "vacuum into ?", elsewhere.resolve(SqlStores.FILE).toString());
            }
            try (var restored = embedded(elsewhere)) {
                assertFull(restored);
            }
        }

        @Test
        void aDatabaseOfANewerReleaseIsRefused() {
            embedded(folder).close();
            try (var writer = new DatabaseWriter(folder)) {
                writer.execute("""
                        insert into schema_history (installed_rank, version, description, type, script, checksum,
                                                    installed_by, installed_on, execution_time, success)
                        values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', '2030-01-01 00:00:00.000', 1, 1)
                        """);
            }

            assertThatThrownBy(() -> embedded(folder))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("version 99")
                    .hasMessageContaining("newer release");
        }

        @Test
        void aFileThatIsNoDatabaseIsRefused() throws IOException {
            Files.writeString(
                    folder.resolve(SqlStores.FILE), "this is not a database, and long enough to tell".repeat(50));

            assertThatThrownBy(() -> embedded(folder)).isInstanceOf(Unavailable.class);
        }

        @Test
        void theGroupsAndOpenQuestionsOfAnEarlierReleaseAreFoundAfterTheUpgrade() {
            try (var store = embedded(folder)) {
                fill(store);
            }
            try (var writer = new DatabaseWriter(folder)) {
                backToV1().forEach(writer::execute);
            }
            try (var store = embedded(folder)) {
                assertMembers(store);
                assertQuestions(store);
            }
        }

        @Test
        void looksUpMembersByAnIndex() {
            try (var store = embedded(folder)) {
                var plan = store.run(books -> books.session()
                        .rows(
                                "explain query plan select account_id from membership"
                                        + " where folded = :f and username > :a order by username limit 10",
                                Cells.of("f", "x").and("a", "x"))
                        .getFirst()
                        .text("detail"));

                assertThat(plan).startsWith("SEARCH").contains("(folded=? AND username>?)");
            }
        }

        @Test
        void looksUpAppPasswordsByAnIndex() {
            try (var store = embedded(folder)) {
                var plan = store.run(books -> books.session()
                        .rows(
                                "explain query plan select * from app_password where account_id = :a order by place, id",
                                Cells.of("a", "x"))
                        .getFirst()
                        .text("detail"));

                assertThat(plan).contains("USING INDEX app_password_account");
            }
        }
    }

    @Nested
    class Postgres {
        private final PostgresSettings database = PostgresServer.shared().newDatabase();

        @Test
        void everythingIsThereAfterClosingAndOpeningAgain() {
            try (var store = postgres(database)) {
                fill(store);
            }
            try (var store = postgres(database)) {
                assertFull(store);
            }
        }

        @Test
        void theGroupsAndOpenQuestionsOfAnEarlierReleaseAreFoundAfterTheUpgrade() {
            try (var store = postgres(database)) {
                fill(store);
            }
            backToV1().forEach(statement -> PostgresServer.shared().execute(database, statement));
            try (var store = postgres(database)) {
                assertMembers(store);
                assertQuestions(store);
            }
        }

        @Test
        void whatIsAcknowledgedIsOnDiskWhateverTheServerIsSetTo() {
            PostgresServer.shared().execute(database, "alter role sallyport set synchronous_commit = off");
            try (var store = postgres(database)) {
                assertThat(setting(store, "show synchronous_commit")).isEqualTo("on");
            } finally {
                PostgresServer.shared().execute(database, "alter role sallyport reset synchronous_commit");
            }
        }

        @Test
        void aServerThatCannotBeReachedIsUnavailableAndNoPasswordIsTold() {
            var nobody =
                    new PostgresSettings("jdbc:postgresql://127.0.0.1:1/nothing", "sallyport", Secret.of("hunter2"), 2);

            assertThatThrownBy(() -> postgres(nobody))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageStartingWith("store is unavailable")
                    .message()
                    .doesNotContain("hunter2");
        }

        @Test
        void aConnectionThatBreaksIsUnavailableOnceAndNothingIsKept() {
            try (var store = postgres(database)) {
                assertThatThrownBy(() -> store.run(books -> {
                            FullBooks.ELENI.enterInto(books);
                            var backend = books.session()
                                    .rows("select pg_backend_pid() as id", Cells.none())
                                    .getFirst()
                                    .number("id");
                            PostgresServer.shared().execute(database, "select pg_terminate_backend(" + backend + ")");
                            return Accounts.in(books).find(FullBooks.ELENI.id());
                        }))
                        .isInstanceOf(Unavailable.class);

                boolean there = store.transact(
                        books -> Accounts.in(books).find(FullBooks.ELENI.id()).isPresent());
                assertThat(there).isFalse();
            }
        }
    }
}
