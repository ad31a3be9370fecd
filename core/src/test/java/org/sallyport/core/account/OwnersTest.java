package org.sallyport.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Account.Status;
import org.sallyport.core.fixture.Fixtures;

class OwnersTest {
    private final Account maria = Fixtures.maria().account().withRole(Role.ADMIN);
    private final Account nikos = Fixtures.nikos().account();

    @Test
    void anAdminStandsInForAnOwnerWhileThereIsNone() {
        assertThat(Owners.roleOf(maria, List.of(maria))).isEqualTo(Role.OWNER);
        assertThat(Owners.roleOf(maria, List.of(maria, nikos.withRole(Role.OWNER))))
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void aDisabledOwnerKeepsNobodyFromStandingIn() {
        var owner = nikos.withRole(Role.OWNER).withStatus(Status.DISABLED);

        assertThat(Owners.roleOf(maria, List.of(maria, owner))).isEqualTo(Role.OWNER);
    }

    @Test
    void nobodyButAnAdminStandsIn() {
        for (var role : List.of(Role.PERSON, Role.AUDITOR, Role.HELP_DESK)) {
            var who = nikos.withRole(role);
            assertThat(Owners.roleOf(who, List.of(who))).isEqualTo(role);
        }
    }
}
