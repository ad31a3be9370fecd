package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Permission;
import org.sallyport.server.web.RunningWeb;
import org.sallyport.server.web.security.Needs;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What staff do in the pages, programs do too: every endpoint of the administration has one of the API beside it, for
/// the same permission, or says why it is for pages alone.
class EverythingStaffDoTest {
    /// Console endpoint, and the one of the API; or a hyphen and why there is none.
    private static final String TABLE = """
            GET /admin = GET /api/v1/people
            GET /admin/overview = GET /api/v1/overview
            POST /admin/people/export - a file for a spreadsheet; GET /api/v1/people has the same people
            GET /admin/people/import - a form
            POST /admin/people/import = POST /api/v1/people/imports
            GET /admin/people/import/{id} - shows what a file would do; dry_run=true says it to a program
            POST /admin/people/import/{id} = POST /api/v1/people/imports
            GET /admin/people/import/{id}/undo - shows what undoing would do; dry_run=true says it to a program
            POST /admin/people/import/{id}/undo = POST /api/v1/people/imports/{id}/undo
            POST /admin/people/import/{id}/cancel - forgets a file that waits; one of a program never waits
            GET /admin/people/many - asks before it is done
            POST /admin/people/many = POST /api/v1/people/bulk
            GET /admin/people/{id} = GET /api/v1/people/{id}
            GET /admin/people/{id}/access = GET /api/v1/people/{id}/app-passwords
            GET /admin/people/{id}/history = GET /api/v1/people/{id}/history
            POST /admin/people/{id}/sign-out = POST /api/v1/people/{id}/sign-out
            POST /admin/people/{id}/onboarding-code = POST /api/v1/people/{id}/onboarding-codes
            GET /admin/people/{id}/onboarding-code - where a browser goes that has shown a code
            GET /admin/people/{id}/disable - asks before it is done
            POST /admin/people/{id}/disable = POST /api/v1/people/{id}/disable
            GET /admin/people/{id}/enable - asks before it is done
            POST /admin/people/{id}/enable = POST /api/v1/people/{id}/enable
            GET /admin/people/{id}/delete - asks before it is done
            POST /admin/people/{id}/delete = POST /api/v1/people/{id}/delete
            POST /admin/people/{id}/keep = POST /api/v1/people/{id}/keep
            GET /admin/people/{id}/edit - a form
            POST /admin/people/{id}/edit = PATCH /api/v1/people/{id}
            POST /admin/people/{id}/edit/contact = PUT /api/v1/people/{id}/contact
            GET /admin/people/{id}/reset-methods - asks before it is done
            POST /admin/people/{id}/reset-methods = POST /api/v1/people/{id}/reset-methods
            GET /admin/people/{id}/unlink - asks before it is done
            POST /admin/people/{id}/unlink = POST /api/v1/sources/unlink
            GET /admin/people/{id}/requirement - a form
            POST /admin/people/{id}/requirement = PUT /api/v1/people/{id}/requirement
            GET /admin/people/{id}/role - a form
            POST /admin/people/{id}/role = PUT /api/v1/people/{id}/role
            GET /admin/people/{id}/policy - a form
            GET /admin/people/{id}/policy/preview - shows the change before it is made; a program has both states
            POST /admin/people/{id}/policy = PATCH /api/v1/people/{id}/policy
            GET /admin/people/{id}/app-passwords/{appPassword}/revoke - asks before it is done
            POST /admin/people/{id}/app-passwords/{appPassword}/revoke = DELETE /api/v1/people/{id}/app-passwords/{appPassword}
            GET /admin/people/{id}/revoke-all - asks before it is done
            POST /admin/people/{id}/revoke-all = POST /api/v1/people/{id}/app-passwords/revoke-all
            POST /admin/people/{id}/browsers/{browser}/sign-out = DELETE /api/v1/people/{id}/browsers/{browser}
            POST /admin/people/{id}/forget-devices = POST /api/v1/people/{id}/forget-devices
            GET /admin/roles = GET /api/v1/staff
            GET /admin/groups = GET /api/v1/groups
            GET /admin/servers - shows how this installation is connected; its configuration file says that
            GET /admin/servers/set-up - lines to copy into the configuration of servers
            POST /admin/servers/test - asks this node over its own sockets, for whoever looks at the page
            GET /admin/requirements = GET /api/v1/requirements
            GET /admin/requirements/preview = GET /api/v1/requirements/group/forecast
            POST /admin/requirements = PUT /api/v1/requirements/group
            GET /admin/policies = GET /api/v1/policies/everybody
            GET /admin/policies/edit - a form
            GET /admin/policies/preview - shows the change before it is made; a program has both states
            POST /admin/policies = PATCH /api/v1/policies/group
            GET /admin/proposals = GET /api/v1/proposals
            GET /admin/proposals/{id} = GET /api/v1/proposals/{id}
            POST /admin/proposals/{id}/approve = POST /api/v1/proposals/{id}/approve
            POST /admin/proposals/{id}/decline = POST /api/v1/proposals/{id}/decline
            POST /admin/proposals/{id}/withdraw = POST /api/v1/proposals/{id}/withdraw
            GET /admin/sources = GET /api/v1/sources
            POST /admin/sources/read = POST /api/v1/sources/readings
            GET /admin/sources/decide - proves the second factor anew
            POST /admin/sources/release = POST /api/v1/sources/release
            POST /admin/sources/conflict = POST /api/v1/sources/decisions
            GET /admin/devices = GET /api/v1/devices
            GET /admin/devices/new - a form
            POST /admin/devices/new = POST /api/v1/devices
            GET /admin/devices/{id} = GET /api/v1/devices/{id}
            GET /admin/devices/{id}/edit - a form
            POST /admin/devices/{id}/edit = PUT /api/v1/devices/{id}
            POST /admin/devices/{id}/pause = POST /api/v1/devices/{id}/pause
            POST /admin/devices/{id}/resume = POST /api/v1/devices/{id}/resume
            GET /admin/devices/{id}/delete - asks before it is done
            POST /admin/devices/{id}/delete = POST /api/v1/devices/{id}/delete
            GET /admin/devices/{id}/card - a form
            POST /admin/devices/{id}/card = POST /api/v1/devices/{id}/cards
            GET /admin/devices/{id}/card/shown - where a browser goes that has shown a card
            GET /admin/rollout = GET /api/v1/rollouts
            GET /admin/rollout/{id} = GET /api/v1/rollouts/{id}/progress
            GET /admin/rollout/new - a form
            GET /admin/rollout/new/preview = GET /api/v1/rollouts/forecast/group
            POST /admin/rollout/new = POST /api/v1/rollouts
            GET /admin/rollout/{id}/change/{what} - asks before it is done
            POST /admin/rollout/{id}/change/{what} = POST /api/v1/rollouts/{id}/changes
            GET /admin/rollout/{id}/people = GET /api/v1/rollouts/{id}/people
            GET /admin/rollout/{id}/people/{account}/more-time - asks before it is done
            POST /admin/rollout/{id}/people/{account}/more-time = POST /api/v1/rollouts/{id}/people/{person}/more-time
            POST /admin/rollout/{id}/export - a file for a spreadsheet; the list of its people has the same
            GET /admin/webhooks = GET /api/v1/webhooks
            GET /admin/webhooks/new - a form
            POST /admin/webhooks = POST /api/v1/webhooks
            GET /admin/webhooks/{id} = GET /api/v1/webhooks/{id}/deliveries
            GET /admin/webhooks/{id}/key - asks before it is done
            POST /admin/webhooks/{id}/key = POST /api/v1/webhooks/{id}/keys
            POST /admin/webhooks/{id}/events = PUT /api/v1/webhooks/{id}/events
            POST /admin/webhooks/{id}/pause = POST /api/v1/webhooks/{id}/pause
            POST /admin/webhooks/{id}/resume = POST /api/v1/webhooks/{id}/resume
            POST /admin/webhooks/{id}/test = POST /api/v1/webhooks/{id}/test
            POST /admin/webhooks/{id}/deliveries/{delivery}/again = POST /api/v1/webhooks/{id}/deliveries/{delivery}/again
            GET /admin/webhooks/{id}/remove - asks before it is done
            POST /admin/webhooks/{id}/remove = POST /api/v1/webhooks/{id}/delete
            GET /admin/audit = GET /api/v1/audit
            GET /admin/audit/news - says to an open page whether there is more; GET /api/v1/audit has it
            GET /admin/audit/{id} = GET /api/v1/audit/{number}
            POST /admin/audit/export - a file; GET /api/v1/audit has the same entries
            POST /admin/audit/verify = POST /api/v1/audit/check
            GET /admin/api - shows the API itself
            GET /admin/tokens - no token makes or sees tokens
            GET /admin/tokens/new - no token makes tokens
            POST /admin/tokens/new - no token makes tokens
            GET /admin/tokens/shown - where a browser goes that has shown a token
            POST /admin/tokens/revoke - no token ends another
            """;

    /// Where the API takes another permission than the page: who may look through the audit log with a program, and
    /// take it away page by page, may take it away; and a forecast of a rollout starts nothing.
    private static final Map<String, Permission> OTHERWISE =
            Map.of("GET /admin/audit", Permission.AUDIT_EXPORT, "GET /admin/rollout/new/preview", Permission.OBSERVE);

    private static Map<String, Optional<Permission>> console;
    private static Map<String, Optional<Permission>> api;

    @BeforeAll
    static void start() {
        try (var web = RunningWeb.start()) {
            console = endpoints(web, path -> path.equals("/admin") || path.startsWith("/admin/"));
            api = endpoints(web, path -> path.startsWith("/api/"));
        }
    }

    @AfterAll
    static void forget() {
        console = Map.of();
        api = Map.of();
    }

    private static Map<String, Optional<Permission>> endpoints(RunningWeb web, Predicate<String> which) {
        var found = new TreeMap<String, Optional<Permission>>();
        web.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> mapping.getPatternValues().stream()
                                .filter(which)
                                .forEach(path -> found.put(
                                        verb + " " + path,
                                        Optional.ofNullable(method.getMethodAnnotation(Needs.class))
                                                .map(Needs::value)))));
        return found;
    }

    /// Of the console, with what stands beside it.
    private static Map<String, String> rows() {
        return TABLE.lines()
                .map(line -> line.split(" (?=[=-] )", 2))
                .collect(Collectors.toMap(row -> row[0], row -> row[1], (one, other) -> one, TreeMap::new));
    }

    @Test
    void everyEndpointOfTheAdministrationStandsInTheTableAndNoOther() {
        assertThat(rows().keySet()).isEqualTo(console.keySet());
        assertThat(TABLE.lines()).doesNotHaveDuplicates().hasSameSizeAs(console.keySet());
    }

    @Test
    void whatStandsBesideItIsThereForTheSamePermission() {
        var wrong = new ArrayList<String>();
        rows().forEach((page, beside) -> {
            if (beside.startsWith("= ")) {
                var needed = api.get(beside.substring(2));
                var permission =
                        Optional.ofNullable(OTHERWISE.get(page)).or(() -> console.getOrDefault(page, Optional.empty()));
                if (needed == null || !needed.equals(permission)) {
                    wrong.add(page + " " + beside + " needs " + needed);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsForPagesAloneSaysWhyAndChangesNothingUnlessItIsATokenOrAFile() {
        var alone = new TreeSet<String>();
        rows().forEach((page, beside) -> {
            if (beside.startsWith("- ")) {
                assertThat(beside).hasSizeGreaterThan("- ".length());
                if (page.startsWith("POST ")) {
                    alone.add(page);
                }
            }
        });
        assertThat(alone)
                .containsExactly(
                        "POST /admin/audit/export",
                        "POST /admin/people/export",
                        "POST /admin/people/import/{id}/cancel",
                        "POST /admin/rollout/{id}/export",
                        "POST /admin/servers/test",
                        "POST /admin/tokens/new",
                        "POST /admin/tokens/revoke");
    }
}
