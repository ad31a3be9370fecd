package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.MfaState.Required;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.RequirementDesk.Change;
import org.sallyport.core.store.memory.MemoryStore;

class RequirementDeskTest {
    private static final Reason WHY = new Reason("ticket 12");
    private static final Subject EVERYBODY = new Subject.Everybody();
    private static final Subject SALES = new Subject.Group(new GroupName("Sales"));

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RequirementDesk desk = new RequirementDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock);
    private final Account owner = add("owner", Role.OWNER);
    private final Account admin = add("admin", Role.ADMIN);
    private final Account nikos = add("nikos", Role.PERSON);

    @Test
    void anAdminDecidesForAPersonAndWhyStandsInTheAuditLog() {
        assertThat(exempt(admin, of(nikos))).isEqualTo(Deciding.DECIDED);

        var event = olive.store
                .transact(books -> AuditLog.in(books).about(nikos.id(), Long.MAX_VALUE, 1))
                .getFirst()
                .event();
        assertThat(event.by()).isEqualTo(new Actor.Person(admin.id()));
        assertThat(event.details()).containsEntry("why", "ticket 12").containsEntry("required", "NO");
    }

    @Test
    void T28_nobodyDecidesForWhoeverOutranksThem() {
        olive.requireMfa(owner);

        assertThat(exempt(admin, of(owner))).isEqualTo(Deciding.NOT_ALLOWED);
        assertThat(isRequired(owner)).isTrue();
    }

    @Test
    void T28_nobodyTakesTheSecondFactorFromThemselves() {
        olive.requireMfa(admin);

        assertThat(exempt(admin, of(admin))).isEqualTo(Deciding.NOT_YOURSELF);
        assertThat(leave(admin, of(admin))).isEqualTo(Deciding.NOT_YOURSELF);
        assertThat(isRequired(admin)).isTrue();
    }

    @Test
    void whoeverIsAskedAnywayMayLeaveTheirOwnToThat() {
        olive.requireMfa(admin);
        olive.mfa.decide(EVERYBODY, Required.YES, new Actor.Operator());

        assertThat(leave(admin, of(admin))).isEqualTo(Deciding.DECIDED);
        assertThat(isRequired(admin)).isTrue();
    }

    @Test
    void T28_noDecisionForManyTakesItFromAnyOfTheStaff() {
        inSales(owner);
        inSales(nikos);
        olive.mfa.decide(EVERYBODY, Required.YES, new Actor.Operator());
        assertThat(desk.keptByStaff(SALES)).isOne();

        assertThat(exempt(admin, SALES)).isEqualTo(Deciding.DECIDED);
        assertThat(isRequired(nikos)).isFalse();
        assertThat(isRequired(owner)).isTrue();

        assertThat(desk.keptByStaff(EVERYBODY)).isEqualTo(2);
        assertThat(decide(admin, EVERYBODY, new Change(Optional.of(Required.YES), Optional.empty())))
                .isEqualTo(Deciding.DECIDED);
        assertThat(isRequired(admin)).isTrue();
    }

    @Test
    void T28_whereTheRoleOpensNothingWithoutItIsNotTakenFromStaffAtAll() {
        olive.always = AdminsNeed.PASSKEY::requiresMfaOf;
        var other = add("other", Role.HELP_DESK);

        assertThat(exempt(owner, of(other))).isEqualTo(Deciding.STAFF_NEED_IT);
        assertThat(exempt(admin, EVERYBODY)).isEqualTo(Deciding.DECIDED);
        assertThat(isRequired(owner)).isTrue();
        assertThat(isRequired(other)).isTrue();
    }

    @Test
    void T28_whoeverMayDecideNothingDecidesNothing() {
        for (var role : Set.of(Role.PERSON, Role.AUDITOR, Role.HELP_DESK)) {
            assertThat(exempt(add(role.code(), role), EVERYBODY)).isEqualTo(Deciding.NOT_ALLOWED);
        }
        olive.accounts.disable(admin.id(), new Actor.Operator());
        assertThat(exempt(admin, EVERYBODY)).isEqualTo(Deciding.NOT_ALLOWED);
    }

    @Test
    void whatSomebodyElseHasDecidedSinceIsNotTakenBackUnseen() {
        desk.decide(owner.id(), SALES, new Change(Optional.empty(), Optional.of(Required.YES)), WHY);

        assertThat(exempt(admin, SALES)).isEqualTo(Deciding.CHANGED_MEANWHILE);
        assertThat(desk.decided(SALES)).hasValue(Required.YES);
    }

    @Test
    void nothingIsDecidedForNobody() {
        assertThat(exempt(admin, new Subject.Person(AccountId.fresh()))).isEqualTo(Deciding.NO_SUCH_ACCOUNT);
    }

    private Deciding exempt(Account decider, Subject subject) {
        return decide(decider, subject, new Change(desk.decided(own(subject)), Optional.of(Required.NO)));
    }

    // What was shown is what is decided, but where a test has somebody else decide meanwhile.
    private static Subject own(Subject subject) {
        return subject.equals(SALES) ? new Subject.Group(new GroupName("nobody")) : subject;
    }

    private Deciding leave(Account decider, Subject subject) {
        return decide(decider, subject, new Change(desk.decided(subject), Optional.empty()));
    }

    private Deciding decide(Account decider, Subject subject, Change change) {
        return desk.decide(decider.id(), subject, change, WHY);
    }

    private boolean isRequired(Account account) {
        var now = olive.store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow();
        return olive.mfa.standing(now).state() != MfaState.DISABLED;
    }

    private void inSales(Account account) {
        var profile = new Profile(account.username().canonical(), Locale.ENGLISH, Set.of(new GroupName("Sales")));
        assertThat(olive.store.<Boolean>transact(books -> Accounts.in(books).replace(account.withProfile(profile))))
                .isTrue();
    }

    private static Subject of(Account account) {
        return new Subject.Person(account.id());
    }

    private Account add(String name, Role role) {
        return olive.add(name, role, Optional.empty());
    }
}
