package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;

/// That an owner is left, or an admin who stands in for one, over a store while they disable each other.
public interface LastOwnerContract extends StoreUnderTest {
    Reason WHY = new Reason("They left");

    private Organisation organisation() {
        return new Organisation(store(), Fixtures.keyset(), Limits.standard());
    }

    @Test
    default void ofTwoAdminsWhoDisableEachOtherAtOnceOneStays() {
        var olive = organisation();
        var admins = Stream.of("eleni", "maria")
                .map(name -> olive.add(name, Account.Role.ADMIN, Optional.empty()))
                .toList();
        for (int round = 0; round < 20; round++) {
            admins.forEach(admin -> olive.accounts.enable(admin.id(), new Actor.Operator()));

            int disabled = Crowd.of(2)
                    .succeeding(i -> olive.accounts.disableButTheLastOwner(
                            admins.get(1 - i).id(),
                            new Actor.Person(admins.get(i).id()),
                            WHY));

            assertThat(disabled).isOne();
            assertThat(listed(books -> Accounts.in(books).staff()).stream().filter(Account::isActive))
                    .hasSize(1);
        }
    }

    @Test
    default void anOperatorDisablesTheLastOneToo() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.ADMIN, Optional.empty());

        assertThat(olive.accounts.disableButTheLastOwner(eleni.id(), new Actor.Operator(), WHY))
                .isFalse();
        assertThat(olive.accounts.disable(eleni.id(), new Actor.Operator())).isTrue();
    }

    @Test
    default void whileAnOwnerIsActiveEveryAdminCanBeDisabledAndTheOwnerCannot() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.OWNER, Optional.empty());
        var maria = olive.add("maria", Account.Role.ADMIN, Optional.empty());
        var by = new Actor.Person(maria.id());

        assertThat(olive.accounts.disableButTheLastOwner(eleni.id(), by, WHY)).isFalse();
        assertThat(olive.accounts.disableButTheLastOwner(maria.id(), by, WHY)).isTrue();
    }

    @Test
    default void whileNoOwnerIsActiveTheLastAdminCannotBeDisabled() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.OWNER, Optional.empty());
        var maria = olive.add("maria", Account.Role.ADMIN, Optional.empty());
        olive.add("nikos", Account.Role.HELP_DESK, Optional.empty());
        var by = new Actor.Operator();
        olive.accounts.disable(eleni.id(), by);

        assertThat(olive.accounts.disableButTheLastOwner(maria.id(), by, WHY)).isFalse();
        olive.accounts.enable(eleni.id(), by);
        assertThat(olive.accounts.disableButTheLastOwner(maria.id(), by, WHY)).isTrue();
    }

    @Test
    default void whoDoesNotAdministerIsDisabledAlsoWhereNobodyDoes() {
        var olive = organisation();
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());

        assertThat(olive.accounts.disableButTheLastOwner(nikos.id(), new Actor.Operator(), WHY))
                .isTrue();
    }
}
