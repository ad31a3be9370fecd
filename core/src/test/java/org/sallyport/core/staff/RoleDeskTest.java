package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.store.memory.MemoryStore;

class RoleDeskTest {
    private static final Reason WHY = new Reason("ticket 12");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RoleDesk desk = new RoleDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock);
    private final Account owner = add("owner", Role.OWNER);
    private final Account admin = add("admin", Role.ADMIN);
    private final Account nikos = add("nikos", Role.PERSON);

    @Test
    void anAdminGivesRolesUpToTheirOwn() {
        assertThat(give(admin, nikos, Role.ADMIN)).isEqualTo(Granting.GRANTED);
        assertThat(roleOf(nikos)).isEqualTo(Role.ADMIN);
    }

    @Test
    void whyStandsInTheAuditLogWithWhoDidIt() {
        give(admin, nikos, Role.AUDITOR);

        var event = olive.store
                .transact(books -> AuditLog.in(books).about(nikos.id(), Long.MAX_VALUE, 1))
                .getFirst()
                .event();
        assertThat(event.by()).isEqualTo(new Actor.Person(admin.id()));
        assertThat(event.details()).containsEntry("why", "ticket 12").containsEntry("role", "auditor");
    }

    @Test
    void T28_nobodyGivesARoleAboveTheirOwn() {
        assertThat(give(admin, nikos, Role.OWNER)).isEqualTo(Granting.NOT_ALLOWED);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void T28_nobodyTakesTheRoleOfWhoeverOutranksThem() {
        assertThat(give(admin, owner, Role.PERSON)).isEqualTo(Granting.NOT_ALLOWED);
        assertThat(roleOf(owner)).isEqualTo(Role.OWNER);
    }

    @Test
    void T28_nobodyChangesTheirOwnRole() {
        assertThat(give(owner, owner, Role.PERSON)).isEqualTo(Granting.NOT_ALLOWED);
    }

    @Test
    void T28_whoeverMayGiveNoRolesGivesNone() {
        for (var role : List.of(Role.PERSON, Role.AUDITOR, Role.HELP_DESK)) {
            assertThat(give(add(role.code(), role), nikos, Role.AUDITOR)).isEqualTo(Granting.NOT_ALLOWED);
        }
    }

    @Test
    void whoeverWasDisabledMeanwhileGivesNone() {
        olive.accounts.disable(admin.id(), new Actor.Operator());

        assertThat(give(admin, nikos, Role.AUDITOR)).isEqualTo(Granting.NOT_ALLOWED);
    }

    @Test
    void nobodyIsGivenNothing() {
        assertThat(desk.grant(owner.id(), AccountId.fresh(), Role.ADMIN, WHY)).isEqualTo(Granting.NO_SUCH_ACCOUNT);
    }

    @Test
    void ofTwoOwnersWhoTakeEachOthersRoleAtOnceOneKeepsIt() {
        var other = add("other", Role.OWNER);
        var both = List.of(owner, other);

        int granted = Crowd.of(2).succeeding(i -> give(both.get(i), both.get(1 - i), Role.PERSON) == Granting.GRANTED);

        assertThat(granted).isOne();
        assertThat(both).filteredOn(one -> roleOf(one) == Role.OWNER).hasSize(1);
    }

    @Test
    void withTheRoleComesTheRequirementThatItTakes() {
        olive.always = AdminsNeed.PASSKEY::requiresMfaOf;
        give(admin, nikos, Role.AUDITOR);
        olive.always = AdminsNeed.NOTHING::requiresMfaOf;

        assertThat(olive.mfa.standing(nikos).state()).isEqualTo(MfaState.ENABLED);
    }

    @Test
    void T28_aCodeThatWasHandedToAPersonIsWorthNothingOnceTheyHaveARole() {
        var eleni = olive.enforced("eleni");
        try (var code = olive.onboardingCodes.make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())) {
            give(admin, eleni, Role.HELP_DESK);

            assertThat(olive.enrollments.beginReplacement(eleni.id(), new TypedCode(code.reveal()), (_, _) -> {}))
                    .isInstanceOf(Progress.Expired.class);
        }
    }

    @Test
    void T28_aWizardThatWasBegunAsAPersonIsBegunAnewOnceTheyHaveARole() {
        var eleni = add("eleni", Role.PERSON);
        olive.requireMfa(eleni);
        olive.enrollments.begin(eleni.id());

        give(admin, eleni, Role.AUDITOR);

        assertThat(olive.enrollments.current(eleni.id())).isEmpty();
    }

    @Test
    void T28_browsersThatWereSignedInAsAPersonAreSignedOutOnceTheyHaveARole() {
        signedIn(nikos);
        give(admin, nikos, Role.AUDITOR);
        assertThat(browsersOf(nikos)).isZero();

        signedIn(nikos);
        give(admin, nikos, Role.PERSON);
        assertThat(browsersOf(nikos)).isOne();
    }

    private void signedIn(Account account) {
        var session = new BrowserSession(
                olive.keyset.digest(Purpose.SESSION, new byte[] {(byte) browsersOf(account)}),
                Optional.of(account.id()),
                olive.clock.instant(),
                olive.clock.instant(),
                olive.clock.instant().plus(Duration.ofHours(1)),
                new byte[] {1});
        olive.store.transact(books -> {
            BrowserSessions.in(books).add(session);
            return true;
        });
    }

    private int browsersOf(Account account) {
        return olive.store
                .transact(books -> BrowserSessions.in(books).of(account.id()))
                .size();
    }

    private Granting give(Account giver, Account whom, Role wanted) {
        return desk.grant(giver.id(), whom.id(), wanted, WHY);
    }

    private Account add(String name, Role role) {
        return olive.add(name, role, Optional.empty());
    }

    private Role roleOf(Account account) {
        return olive.store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow()
                .role();
    }
}
