package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class T28_OneAdminIsNotTwoTest {
    private static final Reason WHY = new Reason("ticket 12");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RoleDesk roles =
            new RoleDesk(olive.store, olive.mfa, new SecondAdmin(EnumSet.of(GraveAct.ROLES)), olive.clock);
    private final ProposalDesk desk = new ProposalDesk(olive.store, Map.of(GraveAct.ROLES, roles), olive.clock);
    private final Account maria = add("maria", Role.OWNER);
    private final Account eva = add("eva", Role.ADMIN);
    private final Account petros = add("petros", Role.ADMIN);
    private final Account nikos = add("nikos", Role.PERSON);

    @Test
    void whoeverGotACodeFromTheProposerApprovesNothingOfTheirs() {
        makeCode(maria, eva);

        propose(maria);

        assertThat(approvers()).containsExactly(petros.id());
        assertThat(desk.approve(eva.id(), id())).isEqualTo(Approving.NOT_ALLOWED);
    }

    @Test
    void aCodeThatIsMadeAfterTheProposalCountsToo() {
        propose(maria);
        makeCode(maria, eva);

        assertThat(desk.approve(eva.id(), id())).isEqualTo(Approving.NOT_ALLOWED);
    }

    @Test
    void aCodeOfAProgramIsOneOfItsMakers() {
        olive.onboardingCodes
                .make(eva.id(), OnboardingCodes.AT_ONCE, new Actor.Program(maria.id(), new UUID(0, 1)))
                .close();

        propose(maria);

        assertThat(approvers()).containsExactly(petros.id());
    }

    @Test
    void whoeverMadeTheProposersCodeApprovesNothingOfThem() {
        makeCode(maria, eva);

        propose(eva);

        assertThat(approvers()).containsExactly(petros.id());
        assertThat(desk.approve(maria.id(), id())).isEqualTo(Approving.NOT_ALLOWED);
    }

    @Test
    void aCodeThatWasMadeWithAnAccountOfACodeCountsAsWell() {
        makeCode(maria, eva);
        makeCode(eva, petros);

        propose(maria);

        assertThat(approvers()).isEmpty();
    }

    @Test
    void twoWhoGotCodesFromTheSameOneApproveNothingOfEachOther() {
        makeCode(maria, eva);
        makeCode(maria, petros);

        propose(eva);

        assertThat(approvers()).isEmpty();
    }

    @Test
    void whoeverGotACodeFromSomebodyElseApproves() {
        makeCode(petros, eva);

        propose(maria);

        assertThat(approvers()).containsExactlyInAnyOrder(eva.id(), petros.id());
    }

    @Test
    void aCodeThatAnOperatorMadeTiesNobodyTogether() {
        olive.onboardingCodes
                .make(eva.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .close();

        propose(maria);

        assertThat(desk.approve(eva.id(), id())).isEqualTo(Approving.DONE);
    }

    @Test
    void anotherContactAndMethodsRegisteredAnewAreWaysInAsWell() {
        olive.accounts.setContact(eva.id(), new EmailAddress("eva@elsewhere.example"), new Actor.Person(maria.id()));
        olive.registerApp(petros);
        olive.resets(OpenConnections.NOWHERE)
                .reset(petros.id(), Limits.PasswordChanged.KEEP, new Actor.Person(maria.id()), WHY);

        propose(maria);

        assertThat(approvers()).isEmpty();
    }

    @Test
    void aWeekBeforeTheProposalIsLongAgo() {
        makeCode(maria, eva);
        olive.clock.forward(Duration.ofDays(7).plusMillis(1));

        propose(maria);

        assertThat(desk.approve(eva.id(), id())).isEqualTo(Approving.DONE);
    }

    @Test
    void whoeverRunsTheServerApprovesWhereNobodyElseCould() {
        makeCode(maria, eva);
        makeCode(maria, petros);
        propose(maria);

        assertThat(desk.approveAs(new Actor.Operator(), id())).isEqualTo(Approving.DONE);
    }

    private void makeCode(Account by, Account whom) {
        olive.onboardingCodes
                .make(whom.id(), OnboardingCodes.AT_ONCE, new Actor.Person(by.id()))
                .close();
    }

    private void propose(Account proposer) {
        assertThat(roles.grant(proposer.id(), nikos.id(), Role.AUDITOR, WHY)).isEqualTo(Granting.PROPOSED);
    }

    private UUID id() {
        return desk.waiting().getFirst().proposal().id();
    }

    private List<AccountId> approvers() {
        return desk.waiting().getFirst().approvers().stream().map(Account::id).toList();
    }

    private Account add(String name, Role role) {
        return olive.add(name, role, Optional.of(name + "@pine.example"));
    }
}
