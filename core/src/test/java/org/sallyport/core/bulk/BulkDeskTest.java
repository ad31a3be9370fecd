package org.sallyport.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.bulk.BulkReport.Outcome;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class BulkDeskTest {
    private static final Reason WHY = new Reason("new year");
    private static final GroupName SALES = new GroupName("Sales");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final BulkDesk desk = olive.bulk(OpenConnections.NOWHERE);
    private final Account owner = olive.add("owner", Role.OWNER, Optional.empty());
    private final Account admin = olive.add("admin", Role.ADMIN, Optional.empty());
    private final Account eleni = olive.enforced("eleni");
    private final Account nikos = olive.add("nikos", Role.PERSON, Optional.empty());

    @Test
    void eachIsDisabledButWhoeverMayNotBe() {
        var report = carryOut(admin, act(BulkAct.Kind.DISABLE), eleni, owner, admin, nikos);

        assertThat(report.lines())
                .extracting(BulkReport.Line::outcome)
                .containsExactly(Outcome.DONE, Outcome.NOT_ALLOWED, Outcome.NOT_YOURSELF, Outcome.DONE);
        assertThat(Stream.of(eleni, owner, admin, nikos).map(this::find).map(Account::isActive))
                .containsExactly(false, true, true, false);
        assertThat(report.left()).extracting(BulkReport.Line::account).containsExactly(owner.id(), admin.id());
    }

    @Test
    void doneAgainItChangesNothing() {
        carryOut(owner, act(BulkAct.Kind.DISABLE), nikos);
        long entries = entries();

        var report = carryOut(owner, act(BulkAct.Kind.DISABLE), nikos, nikos);

        assertThat(report.lines()).extracting(BulkReport.Line::outcome).containsExactly(Outcome.UNCHANGED);
        assertThat(entries()).isEqualTo(entries + 1);
    }

    @Test
    void theOppositeUndoesIt() {
        carryOut(owner, act(BulkAct.Kind.DISABLE), eleni, nikos);
        carryOut(owner, act(BulkAct.Kind.ENABLE), eleni, nikos);
        assertThat(Stream.of(eleni, nikos).map(this::find).map(Account::isActive))
                .containsOnly(true);

        carryOut(owner, new BulkAct(BulkAct.Kind.JOIN_GROUP, Optional.of(SALES)), eleni, nikos);
        assertThat(find(nikos).profile().groups()).containsExactly(SALES);
        carryOut(owner, new BulkAct(BulkAct.Kind.LEAVE_GROUP, Optional.of(SALES)), eleni, nikos);
        assertThat(find(nikos).profile().groups()).isEmpty();
    }

    @Test
    void appPasswordsAreRevoked() {
        olive.issue(eleni, Scope.mail());

        assertThat(carryOut(admin, act(BulkAct.Kind.REVOKE_APP_PASSWORDS), eleni)
                        .count(Outcome.DONE))
                .isOne();
        assertThat(olive.appPasswords.of(eleni.id())).isEmpty();
    }

    @Test
    void aSecondFactorIsRequired() {
        var report = carryOut(admin, act(BulkAct.Kind.REQUIRE_MFA), eleni, nikos);

        assertThat(report.lines())
                .extracting(BulkReport.Line::outcome)
                .containsExactly(Outcome.UNCHANGED, Outcome.DONE);
    }

    @Test
    void T28_whoeverMayNotDoItToOneDoesItToNobody() {
        var helpDesk = olive.add("desk", Role.HELP_DESK, Optional.empty());

        assertThat(carryOut(helpDesk, act(BulkAct.Kind.REQUIRE_MFA), nikos).count(Outcome.NOT_ALLOWED))
                .isOne();
        assertThat(carryOut(nikos, act(BulkAct.Kind.DISABLE), eleni).count(Outcome.NOT_ALLOWED))
                .isOne();
        assertThat(find(eleni).isActive()).isTrue();
    }

    @Test
    void theLogSaysWhatWasBegunAndEachOfThemHasItsOwnEntry() {
        carryOut(owner, act(BulkAct.Kind.DISABLE), eleni, nikos);

        var events = olive.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .toList();
        assertThat(events)
                .filteredOn(event -> event.kind() == AuditKind.BULK_ACT_BEGAN)
                .singleElement()
                .matches(event -> event.details().equals(Map.of("act", "disable", "people", "2", "why", "new year")));
        assertThat(events)
                .filteredOn(event -> event.kind() == AuditKind.ACCOUNT_DISABLED)
                .hasSize(2);
    }

    @Test
    void thereIsAnEndToHowMany() {
        var many = Stream.generate(AccountId::fresh).limit(BulkDesk.MOST + 1).toList();

        assertThatThrownBy(() -> desk.carryOut(owner.id(), many, act(BulkAct.Kind.SIGN_OUT), WHY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.carryOut(owner.id(), many.subList(0, 2), act(BulkAct.Kind.SIGN_OUT), WHY)
                        .count(Outcome.GONE))
                .isEqualTo(2);
    }

    private BulkReport carryOut(Account asks, BulkAct act, Account... whom) {
        return desk.carryOut(asks.id(), Stream.of(whom).map(Account::id).toList(), act, WHY);
    }

    private static BulkAct act(BulkAct.Kind kind) {
        return new BulkAct(kind, Optional.empty());
    }

    private Account find(Account account) {
        return olive.store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow();
    }

    private long entries() {
        List<AuditLog.Entry> all =
                olive.store.transact(books -> AuditLog.in(books).since(0, 1000));
        return all.size();
    }
}
