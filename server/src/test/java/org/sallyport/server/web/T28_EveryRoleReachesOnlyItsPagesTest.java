package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.staff.RefusalNotes;
import org.sallyport.server.web.security.Needs;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint of the administration for every role: whoever's role does not permit it is told so, and nothing
/// changes.
class T28_EveryRoleReachesOnlyItsPagesTest {
    private static final Map<Role, Browser> BROWSERS = new EnumMap<>(Role.class);
    private static final Map<Role, Account> ACCOUNTS = new EnumMap<>(Role.class);
    private static final List<Endpoint> ADMINISTRATION = new ArrayList<>();
    private static final Map<String, Permission> NEEDED = new HashMap<>();

    /// A device signs in to no page.
    private static final Set<Role> PEOPLES = EnumSet.complementOf(EnumSet.of(Role.DEVICE));

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        for (var role : PEOPLES) {
            var guest = web.inside(role.code(), role);
            ACCOUNTS.put(role, guest.account());
            BROWSERS.put(role, guest.browser());
            guest.browser().get("/account");
        }
        ADMINISTRATION.addAll(Endpoint.all(web).stream()
                .filter(endpoint -> endpoint.path().startsWith("/admin"))
                .toList());
        web.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> Optional.ofNullable(method.getMethodAnnotation(Needs.class))
                        .ifPresent(needs -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> mapping.getPatternValues().stream()
                                        .filter(path -> path.startsWith("/admin"))
                                        .forEach(path -> NEEDED.put(verb.name() + " " + path, needs.value())))));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void everyEndpointOfTheAdministrationSaysWhatItNeeds() {
        assertThat(NEEDED.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ADMINISTRATION.stream().map(Endpoint::toString).toList());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEVICE")
    void everyEndpointIsOpenToWhoeverMayAndToNobodyElse(Role role) {
        var wrong = new ArrayList<String>();
        for (var endpoint : ADMINISTRATION) {
            long before = written();
            int status = endpoint.with(UUID.randomUUID()).ask(browser(role)).status();
            boolean may = Duties.of(role).contains(NEEDED.get(endpoint.toString()));
            if ((status == 403) == may || !may && written() != before) {
                wrong.add(role + " " + endpoint + " answered " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// By hand, so that the table itself is read twice.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PERSON    | /admin                         | 403",
                "AUDITOR   | /admin                         | 200",
                "HELP_DESK | /admin                         | 200",
                "ADMIN     | /admin                         | 200",
                "OWNER     | /admin                         | 200",
                "PERSON    | /admin/requirements            | 403",
                "AUDITOR   | /admin/requirements            | 200",
                "HELP_DESK | /admin/requirements            | 403",
                "ADMIN     | /admin/requirements            | 200",
                "OWNER     | /admin/requirements            | 200",
                "PERSON    | /admin/audit                   | 403",
                "AUDITOR   | /admin/audit                   | 200",
                "HELP_DESK | /admin/audit                   | 403",
                "ADMIN     | /admin/audit                   | 200",
                "PERSON    | /admin/people/{id}             | 403",
                "AUDITOR   | /admin/people/{id}             | 200",
                "HELP_DESK | /admin/people/{id}             | 200",
                "ADMIN     | /admin/people/{id}             | 200",
                "OWNER     | /admin/people/{id}             | 200",
                "PERSON    | /admin/people/{id}/disable     | 403",
                "AUDITOR   | /admin/people/{id}/disable     | 403",
                "HELP_DESK | /admin/people/{id}/disable     | 200",
                "ADMIN     | /admin/people/{id}/disable     | 200",
                "OWNER     | /admin/people/{id}/disable     | 200",
                "AUDITOR   | /admin/people/{id}/revoke-all  | 403",
                "HELP_DESK | /admin/people/{id}/revoke-all  | 200",
                "PERSON    | /admin/devices                 | 403",
                "AUDITOR   | /admin/devices                 | 200",
                "HELP_DESK | /admin/devices                 | 200",
                "AUDITOR   | /admin/devices/new             | 403",
                "HELP_DESK | /admin/devices/new             | 403",
                "ADMIN     | /admin/devices/new             | 200",
                "AUDITOR   | /admin/devices/{id}/card       | 403"
            })
    void whoOpensWhat(Role role, String path, int status) {
        var about = path.replace("{id}", account(Role.PERSON).id().toString());

        assertThat(browser(role).get(about).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"HELP_DESK, AUDITOR", "HELP_DESK, ADMIN", "HELP_DESK, OWNER", "ADMIN, OWNER"})
    void nobodyActsOnWhoeverIsAboveThem(Role role, Role above) {
        var wrong = new ArrayList<String>();
        var whom = UUID.fromString(account(above).id().toString());
        long before = written();
        for (var endpoint : ADMINISTRATION) {
            if (endpoint.changes() && endpoint.path().startsWith("/admin/people/{id}")) {
                int status = endpoint.with(whom).ask(browser(role)).status();
                if (status != 403 || written() != before) {
                    wrong.add(endpoint + " answered " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aPageOffersOnlyWhatItsReaderMayDo() {
        var person = "/admin/people/" + account(Role.PERSON).id();

        assertThat(browser(Role.AUDITOR).get(person).page())
                .doesNotContain("action=\"/admin/", person + "/disable", person + "/revoke-all")
                .contains("href=\"/admin/requirements\"");
        assertThat(browser(Role.HELP_DESK).get(person).page())
                .contains(person + "/disable", person + "/onboarding-code")
                .doesNotContain("/requirement");
    }

    @Test
    void whatOneOfTheStaffIsRefusedStandsInTheAuditLogAndFloodsItNot() {
        try (var other = RunningWeb.start()) {
            var eva = other.inside("eva", Role.HELP_DESK);
            var owner = other.organisation.add("owner", Role.OWNER, Optional.empty());
            var disable = "/admin/people/" + owner.id() + "/disable";
            eva.browser().get("/admin");
            assertThat(eva.browser().post(disable, "why", "To see").status()).isEqualTo(403);
            for (int i = 0; i < 3 * RefusalNotes.MOST; i++) {
                eva.browser().get("/admin/audit");
            }

            var refused = refused(other);
            assertThat(refused).hasSize(RefusalNotes.MOST);
            assertThat(refused.getFirst().about()).contains(owner.id());
            assertThat(refused.getFirst().details()).isEqualTo(Map.of("needed", "people-disable"));
            assertThat(refused.getLast().details()).containsKey("more");

            other.organisation.clock.forward(Duration.ofMinutes(20));
            eva.browser().get("/account");
            other.organisation.clock.forward(Duration.ofMinutes(20));
            eva.browser().get("/account");
            other.organisation.clock.forward(Duration.ofMinutes(21));
            other.prove(eva);
            eva.browser().get("/admin/audit");
            assertThat(refused(other)).hasSize(RefusalNotes.MOST + 1);
        }
    }

    private static List<AuditEvent> refused(RunningWeb of) {
        return of.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.STAFF_REFUSED)
                .toList();
    }

    /// What is written but refusals.
    private static long written() {
        return web.auditEntries() - refused(web).size();
    }

    private static Browser browser(Role role) {
        return Objects.requireNonNull(BROWSERS.get(role));
    }

    private static Account account(Role role) {
        return Objects.requireNonNull(ACCOUNTS.get(role));
    }
}
