package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
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

    private Deciding decide(Account decider, Map<PolicyKey<?>, Change> changes) {
        return desk.decide(decider.id(), EVERYBODY, changes, new Reason("ticket 12"));
    }
}
