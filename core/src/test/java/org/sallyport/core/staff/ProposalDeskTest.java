package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.AuditTrail;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState.Required;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.memory.MemoryStore;

class ProposalDeskTest {
    private static final Reason WHY = new Reason("ticket 12");
    private static final Subject EVERYBODY = new Subject.Everybody();
    private static final PolicyKey<?> BIND =
            PolicyKeys.find("app-passwords-bind-on-first-use").orElseThrow();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final SecondAdmin second = new SecondAdmin(EnumSet.allOf(GraveAct.class));
    private final RoleDesk roles = new RoleDesk(olive.store, olive.mfa, second, olive.clock);
    private final RequirementDesk requirements = new RequirementDesk(olive.store, olive.mfa, second, olive.clock);
    private final PolicyDesk policies = new PolicyDesk(olive.store, olive.mfa.policies(), second, olive.clock);
    private final ProposalDesk desk = new ProposalDesk(
            olive.store,
            Map.of(
                    GraveAct.ROLES, roles,
                    GraveAct.EXEMPTIONS, requirements,
                    GraveAct.POLICIES, policies,
                    GraveAct.SEALING, policies),
            olive.clock);
    private final Account maria = add("maria", Role.OWNER);
    private final Account eva = add("eva", Role.ADMIN);
    private final Account nikos = add("nikos", Role.PERSON);

    @Test
    void aRoleOfStaffWaitsForAnotherAdminAndIsThenGiven() {
        assertThat(roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY)).isEqualTo(Granting.PROPOSED);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
        assertThat(told(Notice.Kind.PROPOSAL_WAITS)).containsExactly("eva");
        assertThat(only().approvers()).extracting(Account::id).containsExactly(eva.id());

        assertThat(desk.approve(eva.id(), only().proposal().id())).isEqualTo(Approving.DONE);

        assertThat(roleOf(nikos)).isEqualTo(Role.AUDITOR);
        assertThat(told(Notice.Kind.PROPOSAL_DECIDED)).containsExactly("maria");
        assertThat(desk.waiting()).isEmpty();
        var given = events(AuditKind.ROLE_SET).getLast();
        assertThat(given.by()).isEqualTo(new Actor.Person(eva.id()));
        assertThat(given.details())
                .containsEntry("why", "ticket 12")
                .containsEntry("proposed-by", maria.id().toString());
        assertThat(events(AuditKind.PROPOSAL_DECIDED).getLast().details()).containsEntry("outcome", "approved");
    }

    @Test
    void whatAProgramDecidesIsProposedByItsMaker() {
        var program = new Actor.Program(maria.id(), new UUID(0, 1));

        assertThat(roles.grant(program, nikos.id(), Role.AUDITOR, WHY, Precondition.NONE))
                .isEqualTo(Granting.PROPOSED);

        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
        assertThat(only().proposal().proposer()).isEqualTo(maria.id());
        assertThat(events(AuditKind.PROPOSAL_MADE).getLast().by()).isEqualTo(program);
        assertThat(desk.approve(maria.id(), only().proposal().id())).isEqualTo(Approving.NOT_ALLOWED);
        assertThat(desk.approve(eva.id(), only().proposal().id())).isEqualTo(Approving.DONE);
        assertThat(roleOf(nikos)).isEqualTo(Role.AUDITOR);
    }

    @Test
    void aRoleThatWasProposedBeforeAnotherWasGivenIsNotGivenAnyMore() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        roles.set(nikos.id(), Role.HELP_DESK, new Actor.Operator());

        assertThat(desk.approve(eva.id(), only().proposal().id())).isEqualTo(Approving.OUTDATED);

        assertThat(roleOf(nikos)).isEqualTo(Role.HELP_DESK);
        assertThat(desk.waiting()).isEmpty();
    }

    @Test
    void takingARoleAwayNeedsNobodyElse() {
        assertThat(roles.grant(maria.id(), eva.id(), Role.PERSON, WHY)).isEqualTo(Granting.GRANTED);
    }

    @Test
    void theSameProposedTwiceIsProposedOnce() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, new Reason("once more"));

        assertThat(desk.waiting()).hasSize(1);
        assertThat(told(Notice.Kind.PROPOSAL_WAITS)).hasSize(1);
    }

    @Test
    void T28_nobodyApprovesWhatTheyHaveProposed() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);

        assertThat(desk.approve(maria.id(), only().proposal().id())).isEqualTo(Approving.NOT_ALLOWED);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void T28_nobodyApprovesWhatIsAboutThemselves() {
        roles.grant(maria.id(), eva.id(), Role.OWNER, WHY);

        assertThat(desk.approve(eva.id(), only().proposal().id())).isEqualTo(Approving.NOT_ALLOWED);
        assertThat(only().approvers()).isEmpty();
        assertThat(roleOf(eva)).isEqualTo(Role.ADMIN);
    }

    @Test
    void T28_nobodyApprovesWhatTheyMayNotDoAlone() {
        roles.grant(maria.id(), nikos.id(), Role.OWNER, WHY);

        assertThat(desk.approve(eva.id(), only().proposal().id())).isEqualTo(Approving.NOT_ALLOWED);
        assertThat(desk.decline(eva.id(), only().proposal().id(), WHY)).isEqualTo(Approving.NOT_ALLOWED);
        for (var role : List.of(Role.PERSON, Role.AUDITOR, Role.HELP_DESK)) {
            assertThat(desk.approve(
                            add(role.code(), role).id(), only().proposal().id()))
                    .isEqualTo(Approving.NOT_ALLOWED);
        }
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void T28_whatItsProposerMayNotDoAnyMoreIsNotDone() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        add("other", Role.OWNER);
        olive.accounts.disable(maria.id(), new Actor.Operator());

        assertThat(desk.approve(eva.id(), only().proposal().id())).isEqualTo(Approving.OUTDATED);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
        assertThat(desk.waiting()).isEmpty();
    }

    @Test
    void anExemptionOfEverybodyWaitsAndIsJudgedByWhatHoldsThen() {
        olive.mfa.decide(EVERYBODY, Required.YES, new Actor.Operator());
        var exempt = new RequirementDesk.Change(Optional.of(Required.YES), Optional.of(Required.NO));
        assertThat(requirements.decide(eva.id(), EVERYBODY, exempt, WHY)).isEqualTo(Deciding.PROPOSED);
        var first = only().proposal().id();
        olive.mfa.leave(EVERYBODY, new Actor.Operator());

        assertThat(desk.approve(maria.id(), first)).isEqualTo(Approving.OUTDATED);
        assertThat(requirements.decided(EVERYBODY)).isEmpty();

        olive.mfa.decide(EVERYBODY, Required.YES, new Actor.Operator());
        requirements.decide(eva.id(), EVERYBODY, exempt, WHY);
        assertThat(desk.approve(maria.id(), only().proposal().id())).isEqualTo(Approving.DONE);
        assertThat(requirements.decided(EVERYBODY)).contains(Required.NO);
    }

    @Test
    void requiringMfaNeedsNobodyElse() {
        var require = new RequirementDesk.Change(Optional.empty(), Optional.of(Required.YES));

        assertThat(requirements.decide(eva.id(), EVERYBODY, require, WHY)).isEqualTo(Deciding.DECIDED);
    }

    @Test
    void onlyTurningSealingOffIsGraveForAGroup() {
        var sales = new Subject.Group(new GroupName("Sales"));
        var on = Map.<PolicyKey<?>, PolicyDesk.Change>of(
                BIND, new PolicyDesk.Change(Optional.empty(), Optional.of("both")));
        var off = Map.<PolicyKey<?>, PolicyDesk.Change>of(
                BIND, new PolicyDesk.Change(Optional.of("both"), Optional.of("off")));

        assertThat(policies.decide(eva.id(), sales, on, WHY)).isEqualTo(Deciding.DECIDED);
        assertThat(policies.decide(eva.id(), sales, off, WHY)).isEqualTo(Deciding.PROPOSED);
        assertThat(only().proposal().what().act()).isEqualTo(GraveAct.SEALING);
        assertThat(desk.approve(maria.id(), only().proposal().id())).isEqualTo(Approving.DONE);
        assertThat(olive.mfa.policies().decided().get(sales)).isEqualTo(Map.of(BIND.code(), "off"));
    }

    @Test
    void anyPolicyOfEverybodyIsGrave() {
        var on = Map.<PolicyKey<?>, PolicyDesk.Change>of(
                BIND, new PolicyDesk.Change(Optional.empty(), Optional.of("both")));

        assertThat(policies.decide(eva.id(), EVERYBODY, on, WHY)).isEqualTo(Deciding.PROPOSED);
        assertThat(only().proposal().what().act()).isEqualTo(GraveAct.POLICIES);
    }

    @Test
    void whatTheConfigurationFileFixesIsNeitherProposedNorDoneOnceItIs() {
        var on = Map.<PolicyKey<?>, PolicyDesk.Change>of(
                BIND, new PolicyDesk.Change(Optional.empty(), Optional.of("both")));
        var fixing = new Policies(olive.store, Limits.standard(), olive.clock, Set.of(BIND.code()));
        var fixed = new PolicyDesk(olive.store, fixing, second, olive.clock);

        assertThat(fixed.decide(eva.id(), EVERYBODY, on, WHY)).isEqualTo(Deciding.NOT_ALLOWED);
        assertThat(desk.waiting()).isEmpty();

        policies.decide(eva.id(), EVERYBODY, on, WHY);
        var since = new ProposalDesk(olive.store, Map.of(GraveAct.POLICIES, fixed), olive.clock);
        assertThat(since.approve(maria.id(), only().proposal().id())).isEqualTo(Approving.OUTDATED);
        assertThat(fixing.decided()).isEmpty();
    }

    @Test
    void afterSevenDaysItIsOffTheTable() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        var id = only().proposal().id();
        olive.clock.forward(Duration.ofDays(7));

        assertThat(desk.waiting()).isEmpty();
        assertThat(desk.approve(eva.id(), id)).isEqualTo(Approving.GONE);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void whatIsDeclinedIsNotDoneAndItsProposerReadsIt() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        var id = only().proposal().id();

        assertThat(desk.decline(eva.id(), id, new Reason("He left"))).isEqualTo(Approving.DONE);

        assertThat(desk.approve(eva.id(), id)).isEqualTo(Approving.GONE);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
        assertThat(told(Notice.Kind.PROPOSAL_DECIDED)).containsExactly("maria");
        assertThat(events(AuditKind.PROPOSAL_DECIDED).getLast().details())
                .containsEntry("outcome", "declined")
                .containsEntry("why", "He left");
    }

    @Test
    void onlyItsProposerTakesItBack() {
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        var id = only().proposal().id();

        assertThat(desk.withdraw(eva.id(), id)).isEqualTo(Approving.NOT_ALLOWED);
        assertThat(desk.withdraw(maria.id(), id)).isEqualTo(Approving.DONE);
        assertThat(desk.waiting()).isEmpty();
    }

    @Test
    void anOperatorApprovesWhereNobodyElseCould() {
        olive.accounts.disable(eva.id(), new Actor.Operator());
        roles.grant(maria.id(), nikos.id(), Role.OWNER, WHY);
        assertThat(only().approvers()).isEmpty();

        assertThat(desk.approveAs(new Actor.Operator(), only().proposal().id())).isEqualTo(Approving.DONE);
        assertThat(roleOf(nikos)).isEqualTo(Role.OWNER);
    }

    @Test
    void ofTwoWhoApproveAtOnceOneDoesIt() {
        var other = add("other", Role.OWNER);
        roles.grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);
        var id = only().proposal().id();
        var both = List.of(eva, other);

        int done = Crowd.of(2).succeeding(i -> desk.approve(both.get(i).id(), id) == Approving.DONE);

        assertThat(done).isOne();
        assertThat(events(AuditKind.ROLE_SET)).hasSize(1);
    }

    private ProposalDesk.Waiting only() {
        assertThat(desk.waiting()).hasSize(1);
        return desk.waiting().getFirst();
    }

    private List<String> told(Notice.Kind kind) {
        return Mailbag.names(olive.store, olive.clock.instant(), kind);
    }

    private List<AuditEvent> events(AuditKind kind) {
        return AuditTrail.events(olive.store, kind);
    }

    private Account add(String name, Role role) {
        return olive.add(name, role, Optional.of(name + "@pine.example"));
    }

    private Role roleOf(Account account) {
        return olive.store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow()
                .role();
    }
}
