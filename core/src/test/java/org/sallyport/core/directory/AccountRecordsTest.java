package org.sallyport.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.store.memory.MemoryStore;

class AccountRecordsTest {
    private static final Actor OPERATOR = new Actor.Operator();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RoleDesk desk = new RoleDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock);
    private final Account nikos = olive.add("nikos", Role.PERSON, Optional.of("home@pine.example"));

    @Test
    void anotherRoleIsKeptWrittenDownAndTold() {
        assertThat(desk.set(nikos.id(), Role.HELP_DESK, OPERATOR)).isTrue();

        var kept = olive.store.transact(books -> Accounts.in(books).find(nikos.id()));
        assertThat(kept.map(Account::role)).hasValue(Role.HELP_DESK);
        var written = olive.store.transact(books -> AuditLog.in(books).about(nikos.id(), Long.MAX_VALUE, 1));
        assertThat(written)
                .extracting(AuditLog.Entry::event)
                .containsExactly(AuditEvent.of(
                        AuditKind.ROLE_SET,
                        nikos.id(),
                        OPERATOR,
                        olive.clock.instant(),
                        Map.of("before", "person", "role", "help-desk")));
        assertThat(told()).isOne();
    }

    @Test
    void theSameRoleAgainIsNoChange() {
        desk.set(nikos.id(), Role.PERSON, OPERATOR);

        assertThat(told()).isZero();
    }

    @Test
    void nobodysRoleIsNotSet() {
        assertThat(desk.set(AccountId.fresh(), Role.ADMIN, OPERATOR)).isFalse();
    }

    private int told() {
        return Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.ROLE_CHANGED)
                .size();
    }
}
