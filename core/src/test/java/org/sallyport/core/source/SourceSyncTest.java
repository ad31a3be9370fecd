package org.sallyport.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class SourceSyncTest {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Actor ADMIN = new Actor.Operator();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final ScriptedSource acme = new ScriptedSource();
    private final Provisioning provisioning = new Provisioning(
            olive.store,
            olive.mfa,
            new Revocations(olive.appPasswords, OpenConnections.NOWHERE, olive.store, olive.clock),
            olive.generator,
            olive.clock,
            _ -> Merge.NEVER);
    private final SourceTerms terms = new SourceTerms(EVERY, Duration.ofHours(1), 10);
    private final SourceSync sync = sync();
    private final SourceDesk desk = new SourceDesk(olive.store, olive.clock, Map.of(ScriptedSource.NAME, terms));

    private SourceSync sync() {
        return new SourceSync(acme, provisioning, olive.store, olive.clock, terms);
    }

    private SourceReport turn() {
        olive.clock.forward(EVERY);
        return sync.turn().orElseThrow();
    }

    private Account.Status status(String name) {
        return olive.store
                .look(books -> Accounts.in(books).named(new Username(name)))
                .orElseThrow()
                .status();
    }

    private SourceDesk.Standing standing() {
        return desk.standing(ScriptedSource.NAME).orElseThrow();
    }

    private void fill(int people) {
        for (int i = 0; i < people; i++) {
            acme.put("id-" + i, "person-" + i, SourceState.PRESENT);
        }
    }

    @Test
    void everybodyIsReadFirstAndThenWhateverChanges() {
        fill(3);
        assertThat(turn().kind()).isEqualTo(SourceReport.Kind.FULL);
        assertThat(sync.turn()).isEmpty();
        acme.put("id-9", "person-9", SourceState.PRESENT);

        var changes = turn();

        assertThat(changes.kind()).isEqualTo(SourceReport.Kind.CHANGES);
        assertThat(changes.counts().created()).isOne();
        assertThat(status("person-9")).isEqualTo(Account.Status.ACTIVE);
        assertThat(turn().counts()).isEqualTo(SourceReport.Counts.NONE);
        olive.clock.forward(Duration.ofHours(1));
        assertThat(turn().kind()).isEqualTo(SourceReport.Kind.FULL);
    }

    @Test
    void whoeverIsDisabledOrGoneIsSuspendedAtTheNextTurnAndComesBack() {
        fill(3);
        turn();
        acme.put("id-0", "person-0", SourceState.DISABLED);
        acme.drop("id-1");

        assertThat(turn().counts().suspended()).isEqualTo(2);
        assertThat(List.of(status("person-0"), status("person-1"), status("person-2")))
                .containsExactly(Account.Status.SUSPENDED, Account.Status.SUSPENDED, Account.Status.ACTIVE);

        acme.put("id-0", "person-0", SourceState.PRESENT);
        acme.put("id-1", "person-1", SourceState.PRESENT);
        assertThat(turn().counts().woken()).isEqualTo(2);
    }

    @Test
    void whoeverIsDisabledWithoutAUserNameIsSuspendedToo() {
        fill(3);
        turn();
        acme.spoil("id-0", SourceState.DISABLED);
        acme.spoil("id-1", SourceState.PRESENT);

        var report = turn();

        assertThat(report.counts().suspended()).isOne();
        assertThat(report.counts().unusable()).isEqualTo(2);
        assertThat(List.of(status("person-0"), status("person-1")))
                .containsExactly(Account.Status.SUSPENDED, Account.Status.ACTIVE);
        assertThat(turn().counts()).isEqualTo(SourceReport.Counts.NONE);
    }

    @Test
    void tooManyWhoAreDisabledWithoutAUserNameAreHeldBack() {
        fill(40);
        turn();
        for (int i = 0; i < 6; i++) {
            acme.spoil("id-" + i, SourceState.DISABLED);
        }

        assertThat(turn().counts().held()).isEqualTo(6);
        assertThat(status("person-0")).isEqualTo(Account.Status.ACTIVE);
    }

    @Test
    void whoeverHadLeftBeforeAnybodyKnewThemGetsNoAccount() {
        acme.put("id-0", "person-0", SourceState.DISABLED);

        assertThat(turn().counts()).isEqualTo(SourceReport.Counts.NONE);
    }

    @Test
    void tooManyAtOnceAreHeldBackUntilAnAdminSaysThatItIsRight() {
        fill(40);
        turn();
        for (int i = 0; i < 6; i++) {
            acme.drop("id-" + i);
        }

        assertThat(turn().counts().held()).isEqualTo(6);
        assertThat(turn().counts().suspended()).isZero();
        assertThat(status("person-0")).isEqualTo(Account.Status.ACTIVE);
        assertThat(standing().reading().held().orElseThrow().people()).isEqualTo(6);
        List<AuditLog.Entry> log = olive.store.look(books -> AuditLog.in(books).since(0, 1000));
        assertThat(log.stream().map(entry -> entry.event().kind())).containsOnlyOnce(AuditKind.SOURCE_HELD);

        assertThat(desk.release(ScriptedSource.NAME, ADMIN, new Reason("they have moved")))
                .isTrue();
        assertThat(turn().counts().suspended()).isEqualTo(6);
        assertThat(standing().reading().held()).isEmpty();
        assertThat(desk.release(ScriptedSource.NAME, ADMIN, new Reason("again")))
                .isFalse();
    }

    @Test
    void moreThanWereLetThroughAreHeldBackAgain() {
        fill(40);
        turn();
        for (int i = 0; i < 6; i++) {
            acme.drop("id-" + i);
        }
        turn();
        desk.release(ScriptedSource.NAME, ADMIN, new Reason("they have moved"));
        acme.drop("id-7");

        assertThat(turn().counts().held()).isEqualTo(7);
        assertThat(status("person-0")).isEqualTo(Account.Status.ACTIVE);
    }

    @Test
    void aSourceThatDoesNotAnswerSuspendsNobody() {
        fill(3);
        turn();
        acme.isOut = true;

        assertThat(turn().trouble()).contains("nobody answers");
        turn();
        turn();

        assertThat(status("person-0")).isEqualTo(Account.Status.ACTIVE);
        assertThat(standing().reports()).hasSize(2);
        assertThat(sync.turn()).isEmpty();
        acme.isOut = false;
        assertThat(turn().trouble()).isEmpty();
    }

    @Test
    void whatAnAdminLetThroughGoesOnWhereTheSourceBrokeOff() {
        fill(40);
        turn();
        for (int i = 0; i < 8; i++) {
            acme.put("id-" + i, "person-" + i, SourceState.DISABLED);
        }
        for (int i = 8; i < 16; i++) {
            acme.drop("id-" + i);
        }
        turn();
        desk.release(ScriptedSource.NAME, ADMIN, new Reason("they have moved"));
        acme.asked = () -> acme.isOut = true;

        assertThat(turn().counts().suspended()).isEqualTo(8);
        acme.asked = () -> {};
        acme.isOut = false;

        assertThat(turn().counts().suspended()).isEqualTo(8);
        assertThat(status("person-15")).isEqualTo(Account.Status.SUSPENDED);
        assertThat(standing().reading().held()).isEmpty();
    }

    @Test
    void whoeverWasTakenOverFromLeavesTheOtherItsLease() {
        fill(3);
        turn();
        acme.drop("id-0");
        acme.asked = () -> {
            olive.clock.forward(SourceSync.LEASE);
            lease("another");
        };

        assertThat(turn().trouble()).contains("another node has begun to read it");
        assertThat(standing().reading().lease().orElseThrow().holder()).isEqualTo("another");
    }

    @Test
    void aReadingThatSuspendsMoreThanTheLeaseLastsGoesOnToTheEnd() {
        fill(220);
        turn();
        for (int i = 0; i < 210; i++) {
            acme.drop("id-" + i);
        }
        turn();
        desk.release(ScriptedSource.NAME, ADMIN, new Reason("the term is over"));
        var other = sync();
        acme.asked = () -> {
            olive.clock.forward(SourceSync.LEASE.dividedBy(2));
            assertThat(other.turn()).isEmpty();
        };

        assertThat(turn().counts().suspended()).isEqualTo(210);
        assertThat(acme.finds).isEqualTo(3);
    }

    @Test
    void manyWhoExpireWithoutAChangeOfTheirEntriesAreNotAskedForOneByOne() {
        fill(40);
        turn();
        for (int i = 0; i < 20; i++) {
            acme.expire("id-" + i);
        }

        assertThat(turn().counts().held()).isEqualTo(20);
        assertThat(acme.finds).isZero();
        desk.release(ScriptedSource.NAME, ADMIN, new Reason("the season is over"));
        assertThat(turn().counts().suspended()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            acme.renew("id-" + i);
        }
        assertThat(turn().counts().woken()).isEqualTo(20);
        assertThat(acme.finds).isOne();
    }

    @Test
    void whatASourceSaysOfSomebodyWhomAnAdminHasDisabledIsKeptAtTheNextTurn() {
        fill(1);
        turn();
        disable("person-0");
        acme.put("id-0", "person-0", SourceState.DISABLED);

        assertThat(turn().kind()).isEqualTo(SourceReport.Kind.CHANGES);
        assertThat(state("id-0")).isEqualTo(SourceState.DISABLED);
        acme.put("id-0", "person-0", SourceState.PRESENT);
        turn();
        assertThat(state("id-0")).isEqualTo(SourceState.PRESENT);
        assertThat(status("person-0")).isEqualTo(Account.Status.DISABLED);
    }

    private void disable(String name) {
        olive.store.transact(books -> {
            var account = Accounts.in(books).named(new Username(name)).orElseThrow();
            return Accounts.in(books).replace(account.withStatus(Account.Status.DISABLED));
        });
    }

    private SourceState state(String id) {
        return olive.store
                .look(books -> SourceLinks.in(books).find(new SourceKey(ScriptedSource.NAME, id)))
                .orElseThrow()
                .state();
    }

    @Test
    void whereTheSourceWasOutAnotherNodeMayTryAtOnce() {
        var other = sync();
        fill(1);
        olive.clock.forward(EVERY);
        acme.isOut = true;
        assertThat(sync.turn().orElseThrow().trouble()).isNotEmpty();
        assertThat(standing().reading().lease()).isEmpty();
        acme.isOut = false;

        assertThat(other.turn()).isPresent();
    }

    @Test
    void oneNodeReadsAtATimeAndAnotherTakesOverFromOneThatDied() {
        fill(1);
        lease("one that died");
        olive.clock.forward(EVERY);

        assertThat(sync.turn()).isEmpty();
        olive.clock.forward(SourceSync.LEASE);
        assertThat(sync.turn()).isPresent();
    }

    private void lease(String holder) {
        var until = olive.clock.instant().plus(SourceSync.LEASE);
        olive.store.transact(books -> {
            var readings = SourceReadings.in(books);
            var reading = readings.find(ScriptedSource.NAME).orElseGet(() -> SourceReading.never(ScriptedSource.NAME));
            readings.put(reading.leased(Optional.of(new SourceReading.Lease(holder, until))));
            return true;
        });
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndDoesNothing() {
        fill(2);
        turn();
        acme.drop("id-0");
        acme.put("id-5", "person-5", SourceState.PRESENT);
        assertThat(desk.want(ScriptedSource.NAME, SourceReading.Wanted.DRY_RUN, ADMIN))
                .isTrue();
        assertThat(desk.want(new SourceName("ldap/other"), SourceReading.Wanted.FULL, ADMIN))
                .isFalse();

        var report = sync.turn().orElseThrow();

        assertThat(report.kind()).isEqualTo(SourceReport.Kind.DRY_RUN);
        assertThat(report.lines())
                .containsExactlyInAnyOrder(
                        new SourceReport.Line(SourceReport.What.CREATED, "person-5", ""),
                        new SourceReport.Line(SourceReport.What.SUSPENDED, "person-0", "gone"));
        assertThat(status("person-0")).isEqualTo(Account.Status.ACTIVE);
        Optional<Account> added = olive.store.look(books -> Accounts.in(books).named(new Username("person-5")));
        assertThat(added).isEmpty();
        assertThat(turn().counts().created()).isOne();
    }

    @Test
    void groupsThatChangeHaveEverybodyRead() {
        fill(1);
        turn();
        acme.groupsHaveChanged = true;

        assertThat(turn().kind()).isEqualTo(SourceReport.Kind.FULL);
    }

    @Test
    void aConflictIsCountedAndStandsUntilItIsDecided() {
        olive.add("person-0", Account.Role.PERSON, Optional.empty());
        fill(1);

        assertThat(turn().counts().conflicts()).isOne();
        assertThat(standing().conflicts()).hasSize(1);
    }
}
