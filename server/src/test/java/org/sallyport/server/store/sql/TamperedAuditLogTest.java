package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditChain.Verification;
import org.sallyport.core.audit.AuditErasure;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;

/// T32: what somebody did to the rows of the audit log is found and named.
class TamperedAuditLogTest {
    private static final int ENTRIES = 12;

    private final AuditChain chain = new AuditChain(Fixtures.keyset());
    private final SqlStore store;
    private final DatabaseWriter writer;

    TamperedAuditLogTest(@TempDir Path folder) {
        store = SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
        writer = new DatabaseWriter(folder);
        IntStream.range(0, ENTRIES).forEach(this::append);
    }

    @AfterEach
    void close() {
        writer.close();
        store.close();
    }

    private void append(int number) {
        var eleni = Fixtures.eleni().id();
        var event = AuditEvent.of(
                AuditKind.APP_PASSWORD_RENAMED,
                eleni,
                new Actor.Person(eleni),
                Fixtures.NOW.plusSeconds(number),
                Map.of("label", "Τηλέφωνο " + number, "from", "192.0.2.1"));
        var _ = store.transact(books -> {
            AuditLog.in(books).append(event);
            return true;
        });
    }

    private long brokenAt() {
        return switch (chain.verify(store)) {
            case Verification.BrokenAt(var number, var _) -> number;
            case Verification.Whole(var entries) -> throw new AssertionError("found whole with " + entries);
        };
    }

    @Test
    void T32_everyCellOfEveryRow() {
        var forgeries = Map.of(
                "happened", List.of(1L, -5L, Long.MAX_VALUE),
                "kind", List.of("app-password-issued", "nothing", ""),
                "about", List.of(Fixtures.nikos().id().toString(), "nobody"),
                "actor", List.of("operator", "somebody", "person:", "app:x"),
                "details", List.of("", "label=Phone", "label", "%", "a=b&a=b"),
                "link", List.of("", "1:00", "1:" + "ab".repeat(32)));
        for (long row = 1; row <= ENTRIES; row++) {
            for (var column : forgeries.entrySet()) {
                var mine = writer.cell("select " + column.getKey() + " from audit where number = ?", row);
                var update = "update audit set " + column.getKey() + " = ? where number = ?";
                for (var forged : column.getValue()) {
                    writer.execute(update, forged, row);
                    assertThat(brokenAt())
                            .as("%s = %s", column.getKey(), forged)
                            .isEqualTo(row);
                }
                writer.execute(update, mine, row);
            }
        }
        assertThat(chain.verify(store)).isEqualTo(new Verification.Whole(ENTRIES));
    }

    @Test
    void T32_whatWasForgottenIsBoundToItsPlaceAndNobodyElseForgets() {
        var forgotten = store.transact(
                books -> AuditErasure.in(books).forget(Fixtures.eleni().id(), 3));
        assertThat(forgotten).isEqualTo(3);
        assertThat(chain.verify(store)).isEqualTo(new Verification.Whole(ENTRIES));

        var mark = writer.cell("select details from audit where number = ?", 2L);
        writer.execute("update audit set details = ? where number = 4", mark);
        assertThat(brokenAt()).isEqualTo(4);
        writer.execute("update audit set details = ? where number = 3", mark);
        assertThat(brokenAt()).isEqualTo(3);
        writer.execute("update audit set details = 'erased=' where number = 2");
        assertThat(brokenAt()).isEqualTo(2);
        writer.execute("update audit set details = '', happened = 5 where number = 1");
        assertThat(brokenAt()).isEqualTo(1);
    }

    @Test
    void T32_anAlteredEntryIsNotForgotten() {
        writer.execute("update audit set details = 'label=Phone' where number = 2");

        var forgotten = store.transact(
                books -> AuditErasure.in(books).forget(Fixtures.eleni().id(), ENTRIES));

        assertThat(forgotten).isEqualTo(ENTRIES - 1);
        assertThat(brokenAt()).isEqualTo(2);
    }

    @Test
    void T32_anotherSpellingOfTheSameIsFoundToo() {
        writer.execute("update audit set details = replace(details, '%CF', '%cf') where number = 4");
        assertThat(brokenAt()).isEqualTo(4);
    }

    @Test
    void T32_aDeletedRow() {
        writer.execute("delete from audit where number = 7");
        assertThat(brokenAt()).isEqualTo(7);
    }

    @Test
    void T32_anEndThatWasCutOffWhateverBecameOfTheHead() {
        writer.execute("delete from audit where number > 9");
        assertThat(brokenAt()).isEqualTo(10);

        writer.execute("update audit_head set number = 9, link = (select link from audit where number = 9)");
        assertThat(brokenAt()).isEqualTo(9);

        writer.execute("delete from audit_head");
        assertThat(brokenAt()).isEqualTo(10);
    }

    @Test
    void T32_aCutThatIsWrittenOverStaysVisibleAndIsSaidInTheLog() {
        writer.execute("delete from audit where number > 9");
        writer.execute("update audit_head set number = 9, link = (select link from audit where number = 9)");

        append(100);
        append(101);

        assertThat(brokenAt()).isEqualTo(10);
        var after = store.transact(books -> AuditLog.in(books).since(9, 10));
        assertThat(after.stream().map(entry -> entry.event().kind()))
                .containsExactly(
                        AuditKind.TAMPERING_FOUND, AuditKind.APP_PASSWORD_RENAMED, AuditKind.APP_PASSWORD_RENAMED);
    }

    @Test
    void T32_aHeadThatIsGoneOrNonsenseDoesNotStopTheLogAndStaysVisible() {
        writer.execute("delete from audit_head");
        append(100);
        assertThat(brokenAt()).isEqualTo(ENTRIES + 1);

        writer.execute("update audit_head set number = 2, link = 'x', seal = 'y'");
        append(101);
        assertThat(brokenAt()).isEqualTo(ENTRIES + 1);
        int entries = store.transact(books -> AuditLog.in(books).since(0, 100).size());
        assertThat(entries).isEqualTo(ENTRIES + 4);
    }

    @Test
    void T32_whoeverHasNoKeysetLetsNothingGo() {
        writer.execute("delete from audit where number <= 5");
        assertThat(brokenAt()).isEqualTo(1);

        writer.execute("insert into audit_anchor (id, number, link, seal) values (1, 5, 'x', 'y')");
        assertThat(brokenAt()).isEqualTo(6);
    }

    @Test
    void T32_anEarlierEndMakesNoBeginning() {
        // The head of five entries, as somebody kept it who could read the database then.
        var fifth = store.transact(books -> AuditLog.in(books).since(4, 1)).getFirst();
        var head = chain.endingWith(fifth);
        writer.execute("delete from audit where number <= 5");
        writer.execute(
                "insert into audit_anchor (id, number, link, seal) values (1, ?, ?, ?)",
                head.number(),
                head.link().text(),
                head.seal().text());

        assertThat(brokenAt()).isEqualTo(6);
    }

    @Test
    void T32_anAnchorIsMovedNoFurtherAndNotTakenAway() {
        assertThat(letGo(5)).isEqualTo(5);
        assertThat(chain.verify(store)).isEqualTo(new Verification.Whole(ENTRIES - 5));

        writer.execute("delete from audit where number <= 7");
        assertThat(brokenAt()).isEqualTo(6);
        writer.execute("update audit_anchor set number = 7");
        assertThat(brokenAt()).isEqualTo(8);
        writer.execute("delete from audit_anchor");
        assertThat(brokenAt()).isEqualTo(1);
    }

    @Test
    void T32_behindAnEndThatIsNotOursNothingIsLetGo() {
        writer.execute("update audit_head set seal = 'y'");

        assertThat(letGo(5)).isZero();
    }

    private int letGo(int beforeSecond) {
        return store.transact(books -> AuditLog.in(books).letGo(Fixtures.NOW.plusSeconds(beforeSecond), 100));
    }
}
