package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class StaffTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Staff staff = new Staff(olive.store, AdminsNeed.PASSKEY);

    @Test
    void whoeverIsOfTheStaffNeedsMfaUnlessNothingIsNeeded() {
        assertThat(staff.needsMfa(Role.AUDITOR)).isTrue();
        assertThat(staff.needsMfa(Role.PERSON)).isFalse();
        assertThat(new Staff(olive.store, AdminsNeed.NOTHING).needsMfa(Role.OWNER))
                .isFalse();
    }

    @Test
    void anAdminCountsAsAnOwnerUntilThereIsOneAndWhileThatOneIsDisabled() {
        var maria = olive.add("maria", Role.ADMIN, Optional.empty());
        assertThat(staff.roleOf(maria)).isEqualTo(Role.OWNER);

        var eleni = olive.add("eleni", Role.OWNER, Optional.empty());
        assertThat(staff.roleOf(maria)).isEqualTo(Role.ADMIN);

        olive.accounts.disable(eleni.id(), new Actor.Operator());
        assertThat(staff.roleOf(maria)).isEqualTo(Role.OWNER);
    }

    @Test
    void whileTheStoreIsGoneNobodysRoleIsTold() {
        var maria = olive.add("maria", Role.ADMIN, Optional.empty());
        Store gone = new Store() {
            @Override
            public <R> R transact(Function<Books, R> work) {
                throw new Unavailable("store", "it is gone");
            }
        };

        assertThatThrownBy(() -> new Staff(gone, AdminsNeed.PASSKEY).roleOf(maria))
                .isInstanceOf(Unavailable.class);
    }
}
