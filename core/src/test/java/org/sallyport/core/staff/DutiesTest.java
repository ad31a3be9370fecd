package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.core.account.Permission.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;

class DutiesTest {
    @Test
    void anOwnerMayEverythingAndAPersonNothing() {
        assertThat(Duties.of(Role.OWNER)).containsExactlyInAnyOrder(Permission.values());
        assertThat(Duties.of(Role.PERSON)).isEmpty();
    }

    @Test
    void aHelpDeskHasNoPolicyAndNoDeletion() {
        assertThat(Duties.of(Role.HELP_DESK))
                .containsExactlyInAnyOrder(
                        PEOPLE_SEE,
                        PEOPLE_DISABLE,
                        SESSIONS_END,
                        APP_PASSWORDS_REVOKE,
                        CODES_MAKE,
                        DEVICES_SEE,
                        DEVICES_TEND,
                        API_TOKENS_MAKE);
    }

    @Test
    void anAuditorReadsOnly() {
        assertThat(Duties.of(Role.AUDITOR))
                .contains(OBSERVE)
                .filteredOn(permission -> permission != API_TOKENS_MAKE)
                .allMatch(permission -> permission.code().matches("observe|.*-(see|export|verify)"));
    }

    @Test
    void nobodyActsOnWhoeverOutranksThem() {
        assertThat(Duties.about(Role.ADMIN, Role.OWNER))
                .contains(PEOPLE_SEE, AUDIT_SEE)
                .doesNotContain(PEOPLE_DISABLE, CODES_MAKE, METHODS_RESET, POLICY_CHANGE);
        assertThat(Duties.about(Role.ADMIN, Role.ADMIN)).isEqualTo(Duties.of(Role.ADMIN));
    }

    @ParameterizedTest
    @EnumSource(names = "PERSON", mode = EnumSource.Mode.EXCLUDE)
    void aHelpDeskActsOnNobodyOfTheStaffAndOnNoDevice(Role other) {
        assertThat(Duties.about(Role.HELP_DESK, other)).containsExactly(PEOPLE_SEE, DEVICES_SEE);
        assertThat(Duties.about(Role.HELP_DESK, Role.PERSON)).contains(CODES_MAKE);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "OWNER"})
    void nobodyDoesToADeviceWhatIsDoneToPeople(Role admin) {
        assertThat(Duties.about(admin, Role.DEVICE))
                .contains(PEOPLE_SEE, DEVICES_SEE)
                .doesNotContain(PEOPLE_DISABLE, CODES_MAKE, METHODS_RESET, ROLES_GRANT, DEVICES_TEND);
        assertThat(Duties.grantedBy(admin)).doesNotContain(Role.DEVICE);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsNotOfTheStaffMayNothing(Role role) {
        assertThat(Duties.of(role).isEmpty()).isEqualTo(!role.isStaff());
    }
}
