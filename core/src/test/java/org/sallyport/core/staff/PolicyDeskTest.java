package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.PolicyDesk.Change;
import org.sallyport.core.store.memory.MemoryStore;

class PolicyDeskTest {
    private static final Subject EVERYBODY = new Subject.Everybody();
    private static final PolicyKey<?> GRACE = PolicyKeys.find("grace-days").orElseThrow();
    private static final PolicyKey<?> LENGTH =
            PolicyKeys.find("app-password-length").orElseThrow();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final PolicyDesk desk = new PolicyDesk(olive.store, olive.mfa.policies(), SecondAdmin.NEVER, olive.clock);
    private final Account maria = olive.add("maria", Role.ADMIN, Optional.empty());

    @Test
    void whyStandsInTheAuditLog() {
        assertThat(decide(maria, Map.of(GRACE, new Change(Optional.empty(), Optional.of("14")))))
                .isEqualTo(Deciding.DECIDED);

        var latest = olive.store
                .transact(books -> AuditLog.in(books).since(0, 1000))
                .getLast()
                .event();
        assertThat(latest.details()).containsEntry("why", "ticket 12").containsEntry("after", "14");
    }

    @Test
    void whatSomebodyElseHasDecidedSinceIsNotTakenBackAndNothingElseIsDecided() {
        decide(maria, Map.of(GRACE, new Change(Optional.empty(), Optional.of("14"))));

        var late = Map.<PolicyKey<?>, Change>of(
                GRACE, new Change(Optional.empty(), Optional.of("3")),
                LENGTH, new Change(Optional.empty(), Optional.of("16")));

        assertThat(decide(maria, late)).isEqualTo(Deciding.CHANGED_MEANWHILE);
        assertThat(olive.mfa.policies().decided().get(EVERYBODY)).isEqualTo(Map.of("grace-days", "14"));
    }

    @Test
    void T28_whoeverMayChangeNoPolicyChangesNone() {
        var eva = olive.add("eva", Role.HELP_DESK, Optional.empty());

        assertThat(decide(eva, Map.of(GRACE, new Change(Optional.empty(), Optional.of("14")))))
                .isEqualTo(Deciding.NOT_ALLOWED);
        assertThat(olive.mfa.policies().decided()).isEmpty();
    }

    @Test
    void nobodyChangesWhatTheConfigurationFileFixes() {
        var policies = new Policies(olive.store, Limits.standard(), olive.clock, Set.of("grace-days"));
        var change = Map.<PolicyKey<?>, Change>of(GRACE, new Change(Optional.empty(), Optional.of("14")));

        assertThat(new PolicyDesk(olive.store, policies, SecondAdmin.NEVER, olive.clock)
                        .decide(maria.id(), EVERYBODY, change, new Reason("ticket 12")))
                .isEqualTo(Deciding.NOT_ALLOWED);
        assertThat(policies.decided()).isEmpty();
    }

    @Test
    void whoTakesTheirOwnKindOfMethodAwayStillGetsInWithIt() {
        olive.requireMfa(maria);
        byte[] key = olive.registerApp(maria);
        var methods = PolicyKeys.find("methods").orElseThrow();
        decide(maria, Map.of(methods, new Change(Optional.empty(), Optional.of("passkeys"))));

        assertThat(olive.mfa.policies().of(maria).methods())
                .contains(Method.Kind.PASSKEY)
                .doesNotContain(Method.Kind.AUTHENTICATOR_APP);
        assertThat(olive.signIn.secondFactor(maria.id(), new TypedCode(olive.codeFor(key)), Source.UNKNOWN))
                .isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void T28_anExceptionIsMadeByWhoMayDecideAboutThePersonAndNeverForOneself() {
        var nikos = olive.add("nikos", Role.PERSON, Optional.empty());
        var odile = olive.add("odile", Role.OWNER, Optional.empty());
        var eva = olive.add("eva", Role.HELP_DESK, Optional.empty());

        assertThat(except(eva, nikos.id())).isEqualTo(Deciding.NOT_ALLOWED);
        assertThat(except(maria, odile.id())).isEqualTo(Deciding.NOT_ALLOWED);
        assertThat(except(maria, maria.id())).isEqualTo(Deciding.NOT_YOURSELF);
        assertThat(except(maria, AccountId.fresh())).isEqualTo(Deciding.NO_SUCH_ACCOUNT);
        assertThat(olive.mfa.policies().decided()).isEmpty();

        assertThat(except(maria, nikos.id())).isEqualTo(Deciding.DECIDED);
        assertThat(olive.mfa.policies().of(nikos).limits().grace()).isEqualTo(Duration.ofDays(14));
        assertThat(except(maria, nikos.id())).isEqualTo(Deciding.CHANGED_MEANWHILE);
    }

    @Test
    void whoeverWouldUnsealAppPasswordsOfOnePersonNeedsASecondAdminAsForAGroup() {
        var nikos = olive.add("nikos", Role.PERSON, Optional.empty());
        var bind = PolicyKeys.find("app-passwords-bind-on-first-use").orElseThrow();
        var second = new SecondAdmin(Set.of(GraveAct.SEALING));
        var careful = new PolicyDesk(olive.store, olive.mfa.policies(), second, olive.clock);
        var unseal = Map.<PolicyKey<?>, Change>of(bind, new Change(Optional.empty(), Optional.of("off")));

        assertThat(careful.decide(maria.id(), new Subject.Person(nikos.id()), unseal, new Reason("ticket 12")))
                .isEqualTo(Deciding.PROPOSED);
        var proposed = olive.store
                .transact(books -> ProposalBook.in(books).all())
                .getFirst()
                .what();
        assertThat(PolicyDesk.subject(proposed)).isEqualTo(new Subject.Person(nikos.id()));
        assertThat(PolicyDesk.changes(proposed)).isEqualTo(unseal);
    }

    private Deciding except(Account decider, AccountId whom) {
        var change = Map.<PolicyKey<?>, Change>of(GRACE, new Change(Optional.empty(), Optional.of("14")));
        return desk.decide(decider.id(), new Subject.Person(whom), change, new Reason("ticket 12"));
    }

    private Deciding decide(Account decider, Map<PolicyKey<?>, Change> changes) {
        return desk.decide(decider.id(), EVERYBODY, changes, new Reason("ticket 12"));
    }
}
