package org.sallyport.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.fixture.AuditTrail;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.intake.ImportUndo.Undoing;
import org.sallyport.core.intake.UndoOutlook.Why;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

class ImportUndoTest {
    private static final String TABLE =
            "user-name,display-name,groups\nanna,Anna,Sales\nbea,Bea,\nzoe,Zoe Hill,Sales\n";
    private static final Reason WRONG = new Reason("The wrong file");

    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final Organisation organisation = new Organisation(store, Fixtures.keyset(), Limits.standard());
    private final Account maria = organisation.add("maria", Account.Role.ADMIN, Optional.empty());
    private final Account zoe = organisation.add("zoe", Account.Role.PERSON, Optional.empty());
    private final Seal seal = new Seal(organisation.keyset, organisation.generator);
    private final AccountImport imports =
            new AccountImport(store, organisation.accounts, organisation.mfa, organisation.clock);
    private final ImportDesk desk = new ImportDesk(store, seal, organisation.clock);
    private final ImportWork work = new ImportWork(store, imports, seal, organisation.clock);
    private final ImportUndo undo = new ImportUndo(store, imports, seal, organisation.clock);

    private JobId imported(String table) {
        var id = desk.start(maria.id(), table.getBytes(UTF_8)).orElseThrow();
        work.follow();
        var seen = desk.find(id).orElseThrow().content().seen().orElseThrow();
        assertThat(desk.order(id, seen.fingerprint(), maria.id(), new Reason("New in May")))
                .isTrue();
        work.follow();
        assertThat(desk.find(id).orElseThrow().job().state()).isEqualTo(Job.State.DONE);
        return id;
    }

    private UndoOutlook outlook(JobId id) {
        return undo.outlook(id).orElseThrow();
    }

    private Undoing undone(JobId id) {
        return undo.carryOut(id, outlook(id).fingerprint(), new Actor.Person(maria.id()), WRONG);
    }

    private Optional<Account> named(String name) {
        return store.look(books -> Accounts.in(books).named(Username.parse(name).orElseThrow()));
    }

    private List<AuditEvent> events(AuditKind kind) {
        return AuditTrail.events(store, kind);
    }

    private boolean isKept(JobId id) {
        return store.look(books -> JobFiles.in(books).find(id).isPresent());
    }

    @Test
    void whoWasAddedGoesAndWhoWasChangedIsAsBefore() {
        var id = imported(TABLE);

        assertThat(outlook(id).removed()).hasSize(2);
        assertThat(outlook(id).restored()).hasSize(1);
        assertThat(undone(id)).isEqualTo(Undoing.UNDONE);

        assertThat(named("anna")).isEmpty();
        assertThat(named("bea")).isEmpty();
        assertThat(named("zoe").orElseThrow().profile()).isEqualTo(zoe.profile());
        assertThat(events(AuditKind.PEOPLE_IMPORT_UNDONE)).singleElement().satisfies(event -> {
            assertThat(event.by()).isEqualTo(new Actor.Person(maria.id()));
            assertThat(event.details())
                    .isEqualTo(Map.of(
                            "removed",
                            "2",
                            "restored",
                            "1",
                            "left",
                            "0",
                            "why",
                            WRONG.value(),
                            "import",
                            id.toString()));
        });
        assertThat(events(AuditKind.ACCOUNT_DELETED)).hasSize(2);
        assertThat(desk.find(id).orElseThrow().job().state()).isEqualTo(Job.State.UNDONE);
        assertThat(isKept(id)).isFalse();
        assertThat(undo.outlook(id)).isEmpty();
    }

    private DirectImport direct() {
        return new DirectImport(store, imports, seal, organisation.clock);
    }

    private static CsvTable table(String text) {
        return CsvTable.read(text.getBytes(UTF_8));
    }

    @Test
    void anImportOfTheOperatorIsUndoneAsOneOfThePageIs() {
        var taken = direct().carryOut(table(TABLE), new Actor.Operator());
        var id = taken.id().orElseThrow();

        assertThat(taken.report().added()).isEqualTo(2);
        assertThat(events(AuditKind.PEOPLE_IMPORTED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("import", id.toString()));
        assertThat(desk.find(id).orElseThrow().job().maker()).isEmpty();
        assertThat(undone(id)).isEqualTo(Undoing.UNDONE);
        assertThat(named("anna")).isEmpty();
        assertThat(named("zoe").orElseThrow().profile()).isEqualTo(zoe.profile());
    }

    @Test
    void whatChangesNothingLeavesNoImportToUndo() {
        direct().carryOut(table(TABLE), new Actor.Operator());

        assertThat(direct().carryOut(table(TABLE), new Actor.Operator()).id()).isEmpty();
        assertThat(direct().carryOut(table("user-name\na b\n"), new Actor.Operator())
                        .id())
                .isEmpty();
        assertThat(desk.all()).hasSize(1);
    }

    @Test
    void theirNamesAreFreeAtOnceAndTheAuditLogForgetsThem() {
        var id = imported(TABLE);
        undone(id);

        imported(TABLE);
        assertThat(named("anna")).isPresent();

        organisation.clock.forward(Duration.ofMinutes(1));
        organisation.deletions(OpenConnections.NOWHERE).carryOut();
        assertThat(events(AuditKind.ACCOUNT_ADDED))
                .filteredOn(event -> "anna".equals(event.details().get("name")))
                .hasSize(1);
        assertThat(named("anna")).isPresent();
    }

    @Test
    void whoWasUsedOrChangedSinceStaysAndIsNamed() {
        var id = imported(TABLE + "cleo,Cleo,\ndora,Dora,\n");
        var anna = named("anna").orElseThrow();
        organisation.accounts.setPassword(
                anna.id(), Secret.of(Organisation.PASSWORD), new Actor.Operator(), (books, account, now) -> {});
        organisation.registerApp(named("cleo").orElseThrow());
        organisation.requireMfa(named("bea").orElseThrow());
        var changed = new Profile("Zoe Brook", Locale.ENGLISH, Set.of());
        organisation.profiles().edit(zoe.id(), changed, new Actor.Person(maria.id()), WRONG);

        assertThat(outlook(id).left().stream()
                        .collect(
                                Collectors.toMap(one -> one.account().username().canonical(), UndoOutlook.Left::why)))
                .isEqualTo(Map.of("anna", Why.USED, "cleo", Why.USED, "bea", Why.CHANGED, "zoe", Why.CHANGED));
        assertThat(undone(id)).isEqualTo(Undoing.UNDONE);

        assertThat(named("dora")).isEmpty();
        assertThat(named("anna")).isPresent();
        assertThat(named("bea")).isPresent();
        assertThat(named("cleo")).isPresent();
        assertThat(named("zoe").orElseThrow().profile()).isEqualTo(changed);
    }

    @Test
    void whatIsDoneIsWhatWasSeen() {
        var id = imported(TABLE);
        var seen = outlook(id).fingerprint();
        organisation.requireMfa(named("bea").orElseThrow());

        assertThat(undo.carryOut(id, seen, new Actor.Person(maria.id()), WRONG)).isEqualTo(Undoing.CHANGED_MEANWHILE);
        assertThat(named("anna")).isPresent();
        assertThat(events(AuditKind.PEOPLE_IMPORT_UNDONE)).isEmpty();
    }

    @Test
    void whoMayNotDeletePeopleUndoesNothing() {
        var id = imported(TABLE);
        var nikos = organisation.add("nikos", Account.Role.HELP_DESK, Optional.empty());

        assertThat(undo.carryOut(id, outlook(id).fingerprint(), new Actor.Person(nikos.id()), WRONG))
                .isEqualTo(Undoing.NOT_ALLOWED);
        assertThat(named("anna")).isPresent();
    }

    @Test
    void afterADayNothingIsKeptOfIt() {
        var id = imported(TABLE);
        organisation.clock.forward(ImportUndo.TIME.minusSeconds(1));
        work.follow();
        assertThat(undo.isThere(id)).isTrue();
        var seen = outlook(id).fingerprint();

        organisation.clock.forward(Duration.ofSeconds(1));
        assertThat(undo.isThere(id)).isFalse();
        assertThat(undo.carryOut(id, seen, new Actor.Person(maria.id()), WRONG)).isEqualTo(Undoing.NOT_THERE);
        work.follow();
        assertThat(isKept(id)).isFalse();
        assertThat(named("anna")).isPresent();
    }

    @Test
    void ofManyWhoUndoItOneDoes() {
        var id = imported(TABLE);
        var seen = outlook(id).fingerprint();

        assertThat(Crowd.of(8)
                        .succeeding(
                                _ -> undo.carryOut(id, seen, new Actor.Person(maria.id()), WRONG) == Undoing.UNDONE))
                .isEqualTo(1);
        assertThat(events(AuditKind.PEOPLE_IMPORT_UNDONE)).hasSize(1);
    }

    @Test
    void whatIsKeptLiesThereSealedAndNothingIsOfALargeImport() {
        var small = imported(TABLE);
        byte[] kept = store.look(books -> JobFiles.in(books).find(small).orElseThrow());
        assertThat(new String(kept, UTF_8)).doesNotContain("zoe");

        var large = imported("user-name,display-name\n"
                + IntStream.rangeClosed(0, ImportUndo.MOST)
                        .mapToObj(i -> "p" + i + ",P\n")
                        .collect(Collectors.joining()));
        assertThat(undo.isThere(large)).isFalse();
        assertThat(isKept(large)).isFalse();
    }
}
