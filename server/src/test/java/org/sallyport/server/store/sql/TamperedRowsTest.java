package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.roster.PeopleQuery;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Unavailable;

/// T02: somebody who can write to the database, but has not the keyset.
class TamperedRowsTest {
    private static final String ELENI = FullBooks.ELENI.id().toString();
    private static final String MARIA = FullBooks.MARIA.id().toString();

    private final SqlStore store;
    private final DatabaseWriter writer;

    TamperedRowsTest(@TempDir Path folder) {
        store = SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
        writer = new DatabaseWriter(folder);
        change(FullBooks::fill);
    }

    @AfterEach
    void close() {
        writer.close();
        store.close();
    }

    private void change(Consumer<Books> work) {
        var _ = store.transact(books -> {
            work.accept(books);
            return true;
        });
    }

    private boolean isRefused(Consumer<Books> look) {
        try {
            change(look);
            return false;
        } catch (Unavailable refused) {
            assertThat(refused.part()).isEqualTo("store");
            return true;
        }
    }

    private Optional<Map<String, String>> reported(String table) {
        return store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.TAMPERING_FOUND)
                .map(event -> event.details())
                .filter(details -> table.equals(details.get("table")))
                .findFirst();
    }

    @Test
    void T02_whatIsUnalteredIsRead() {
        assertThat(FullBooks.LOOKS).noneMatch(this::isRefused);
    }

    @Test
    void T02_everyCellThatIsMovedFromOneAccountToAnotherIsRefusedAndReported() {
        for (var table : Table.ALL) {
            for (var column : table.covered()) {
                if (!column.equals(table.key())) {
                    moveAndLook(table, column);
                }
            }
            if (!table.guarded().isEmpty()) {
                assertThat(reported(table.name())).as(table.name()).isPresent();
            }
        }
        assertThat(new AuditChain(Fixtures.keyset()).verify(store)).isInstanceOf(AuditChain.Verification.Whole.class);
    }

    private void moveAndLook(Table table, String column) {
        var holder = holderIn(table);
        var select = "select " + column + " from " + table.name() + " where " + table.key() + " = ?";
        var update = "update " + table.name() + " set " + column + " = ? where " + table.key() + " = ?";
        var keyOf = "select " + table.key() + " from " + table.name() + " where " + holder + " = ?";
        var row = writer.cell(keyOf, ELENI);
        var mine = writer.cell(select, row);
        var theirs = writer.cell(select, writer.cell(keyOf, MARIA));
        boolean moved = !Objects.deepEquals(mine, theirs) && writer.tries(update, theirs, row);
        if (!moved) {
            writer.execute(update, altered(mine), row);
        }

        assertThat(FullBooks.LOOKS).as("%s.%s", table.name(), column).anyMatch(this::isRefused);

        writer.execute(update, mine, row);
        assertThat(FullBooks.LOOKS).noneMatch(this::isRefused);
    }

    private static String holderIn(Table table) {
        return switch (table.name()) {
            case "account" -> "id";
            case "source_reading" -> "mark";
            case "requirement", "policy_value", "posix_group", "rollout" -> "name";
            case "bookmark" -> "follower";
            case "source_entry" -> "entry_id";
            case "job" -> "maker";
            case "webhook" -> "id";
            case "webhook_delivery" -> "webhook";
            default -> "account_id";
        };
    }

    private static Object altered(@Nullable Object cell) {
        return switch (cell) {
            case null -> 1;
            case Number number -> number.longValue() + 1;
            case byte[] bytes -> new byte[bytes.length];
            default -> cell + "x";
        };
    }

    @Test
    void T02_nobodyMakesThemselvesAnAdmin() {
        writer.execute("update account set role = 'ADMIN' where id = ?", ELENI);

        assertThatThrownBy(() -> change(books -> Accounts.in(books).find(FullBooks.ELENI.id())))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("altered");
        assertThat(reported("account")).contains(Map.of("table", "account", "row", ELENI));
    }

    @Test
    void T02_aRevokedAppPasswordIsNotBroughtBackByTakingTheDateAway() {
        var ipad = FullBooks.ELENI.appPasswords().getFirst();
        change(books -> AppPasswordBook.in(books).revoke(ipad.account(), ipad.id(), Fixtures.NOW));

        writer.execute(
                "update app_password set revoked = null where id = ?", ipad.id().toString());

        assertThat(isRefused(books -> AppPasswordBook.in(books).heldBy(ipad.account())))
                .isTrue();
    }

    @Test
    void T02_whatAFirstUseTiedIsNotUntied() {
        for (var column : Table.APP_PASSWORD.later()) {
            var before = writer.cell("select " + column + " from app_password where account_id = ?", MARIA);
            writer.execute("update app_password set " + column + " = null where account_id = ?", MARIA);

            assertThat(isRefused(books -> AppPasswordBook.in(books).heldBy(FullBooks.MARIA.id())))
                    .as(column)
                    .isTrue();

            writer.execute("update app_password set " + column + " = ? where account_id = ?", before, MARIA);
        }
    }

    @Test
    void T02_anAppPasswordThatSleepsIsNotWokenByTakingTheDateAway() {
        var ipad = FullBooks.ELENI.appPasswords().getFirst();
        change(books ->
                AppPasswordBook.in(books).change(ipad.account(), ipad.id(), one -> one.asleepSince(Fixtures.NOW)));
        assertThat(isRefused(books -> AppPasswordBook.in(books).heldBy(ipad.account())))
                .isFalse();

        writer.execute(
                "update app_password set asleep = null where id = ?", ipad.id().toString());

        assertThat(isRefused(books -> AppPasswordBook.in(books).heldBy(ipad.account())))
                .isTrue();
    }

    @Test
    void T02_aRowWithoutADigestOfOursIsRefused() {
        for (var forged : new String[] {"", "1:00", "1:" + "00".repeat(32), "99:" + "00".repeat(32), "x"}) {
            writer.execute("update account set mac = ? where id = ?", forged, ELENI);

            assertThat(isRefused(books -> Accounts.in(books).find(FullBooks.ELENI.id())))
                    .isTrue();
        }
    }

    @Test
    void T02_anAlteredRowIsReportedOnce() {
        writer.execute("update account set status = 'DISABLED' where id = ?", ELENI);
        for (int i = 0; i < 5; i++) {
            assertThat(isRefused(books -> Accounts.in(books).find(FullBooks.ELENI.id())))
                    .isTrue();
        }

        assertThat(store.transact(books -> AuditLog.in(books).since(0, 100)).stream()
                        .filter(e -> e.event().kind() == AuditKind.TAMPERING_FOUND))
                .hasSize(1);
    }

    @Test
    void T02_anAlteredAccountKeepsNobodyElseOutOfTheLists() {
        var clock = SettableClock.atNow();
        var list = new PeopleList(store, new Indexer(store, new Mfa(store, Limits.standard(), clock), clock));
        assertThat(list.find(PeopleQuery.everybody(), Optional.empty(), 25).people())
                .containsExactly(FullBooks.ELENI.account(), FullBooks.MARIA.account());
        writer.execute("update account set display_name = 'Somebody' where id = ?", ELENI);
        change(books -> Changes.in(books).everybodyChanged());

        list.follow();

        assertThat(list.find(PeopleQuery.everybody(), Optional.empty(), 25))
                .satisfies(sheet -> assertThat(sheet.people()).containsExactly(FullBooks.MARIA.account()))
                .satisfies(sheet -> assertThat(sheet.complete()).isEqualTo(PeopleList.Complete.YES));
        List<Account> first = store.look(books -> ReadableAccounts.in(books).page(Optional.empty(), 1));
        assertThat(first).containsExactly(FullBooks.MARIA.account());
        assertThat(reported("account")).contains(Map.of("table", "account", "row", ELENI));
    }

    @Test
    void T02_whoWasMadeOneOfTheStaffKeepsTheOthersNeitherOutNorMakesThemOwners() {
        var staff = new Staff(store, AdminsNeed.PASSKEY);
        var maria = FullBooks.MARIA.account();
        assertThat(staff.roleOf(maria)).isEqualTo(Account.Role.OWNER);
        writer.execute("update account set role = 'OWNER' where id = ?", ELENI);

        assertThat(staff.roleOf(maria)).isEqualTo(Account.Role.ADMIN);
        List<Account> readable = store.look(books -> ReadableAccounts.in(books).staff());
        assertThat(readable).containsExactly(maria);
        assertThat(isRefused(books -> Owners.isLast(books, maria.id()))).isTrue();
    }

    @Test
    void T02_noticesThatChangedPlacesStayWhereTheyAreAndTheOthersGoOut() {
        var content = writer.cell(
                "select content from notice where id = ?", FullBooks.NOTICE.id().toString());
        writer.execute(
                "update notice set content = ? where id = ?",
                content,
                FullBooks.OTHER_NOTICE.id().toString());

        assertThat(Mailbag.notices(store, Fixtures.NOW)).containsExactly(FullBooks.NOTICE);
        assertThat(reported("notice"))
                .contains(Map.of(
                        "table", "notice", "row", FullBooks.OTHER_NOTICE.id().toString()));
    }

    @Test
    void T02_aNoticeInSomebodyElsesEnvelopeIsReadByNobody() {
        var mine = telling("eleni@pine.example", Fixtures.NOW.minusSeconds(1));
        var theirs = telling("maria@pine.example", Fixtures.NOW);
        change(books -> List.of(mine, theirs).forEach(Notices.in(books)::add));
        Mailbag.envelopes(store, Fixtures.NOW);
        writer.execute(
                "update notice set envelope = ? where id = ?",
                mine.id().toString(),
                theirs.id().toString());

        assertThat(Mailbag.notices(store, Fixtures.NOW)).contains(mine).doesNotContain(theirs);
        assertThat(reported("notice"))
                .contains(Map.of("table", "notice", "row", theirs.id().toString()));
    }

    private static Notice telling(String to, Instant made) {
        var values = Map.of("name", "Eleni", "label", "Laptop");
        return Notice.of(Notice.Kind.APP_PASSWORD_MADE, new EmailAddress(to), Locale.ENGLISH, values, made);
    }
}
