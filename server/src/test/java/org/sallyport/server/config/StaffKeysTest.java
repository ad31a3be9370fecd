package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.SecondAdmin;

class StaffKeysTest {
    static final Settings.Administration NOBODY_SAYS =
            new Settings.Administration(Optional.empty(), SecondAdmin.NEVER, Set.of());

    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    @Test
    void nothingIsSaidUnlessItIsWritten() {
        assertThat(need("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"passkey, PASSKEY", "second-factor, SECOND_FACTOR", "nothing, NOTHING"})
    void whatAdminsNeedMaps(String written, AdminsNeed meant) {
        assertThat(need("policy: {admins-need: " + written + "}")).contains(meant);
    }

    @Test
    void whatNeedsASecondAdminMaps() {
        assertThat(administration("policy: {second-admin: [roles, sealing]}").secondAdmin())
                .isEqualTo(new SecondAdmin(Set.of(GraveAct.ROLES, GraveAct.SEALING)));
        assertThat(administration("")).isEqualTo(NOBODY_SAYS);
    }

    @Test
    void whatIsFixedIsNamedAsPoliciesAre() {
        assertThat(administration("").fixed()).isEmpty();
        assertThat(administration("policy: {fixed: [grace-days, methods]}").fixed())
                .containsExactlyInAnyOrder("grace-days", "methods");
        assertThat(SettingsFile.parse(
                        SMALLEST + "policy: {fixed: [grace]}", new Surroundings(Path.of("/nowhere"), Map.of())))
                .isNotInstanceOf(SettingsFile.Outcome.Valid.class);
    }

    private static Settings.Administration administration(String policy) {
        var outcome = SettingsFile.parse(SMALLEST + policy, new Surroundings(Path.of("/nowhere"), Map.of()));
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome)
                .settings()
                .web()
                .sessions()
                .administration();
    }

    private static Optional<AdminsNeed> need(String policy) {
        return administration(policy).adminsNeed();
    }
}
