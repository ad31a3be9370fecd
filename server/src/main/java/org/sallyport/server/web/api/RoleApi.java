package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.server.web.admin.People;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Who administers, and giving somebody a role.
@RestController
class RoleApi {
    private static final Role[] GIVEN =
            EnumSet.complementOf(EnumSet.of(Role.DEVICE)).toArray(Role[]::new);

    private final People people;
    private final PersonFinding finding;
    private final RoleDesk roles;

    RoleApi(People people, PersonFinding finding, RoleDesk roles) {
        this.people = people;
        this.finding = finding;
        this.roles = roles;
    }

    /// @param role person, auditor, help-desk, admin or owner
    /// @param why 3 to 200 characters, for the audit log
    public record WantedRole(
            @Nullable String role, @Nullable String why) {}

    @Answers(to = "Lists whoever has a role.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/api/v1/staff")
    ResponseEntity<ApiPage<PersonView>> staff() {
        List<PersonView> all =
                people.persons(roles.staff()).stream().map(PersonView::of).toList();
        return ResponseEntity.ok(ApiPage.whole(all));
    }

    @Answers(to = "Gives one person another role for a reason.", proposes = true)
    @Conditional
    @Needs(Permission.ROLES_GRANT)
    @PutMapping(PeopleApi.PATH + "/{id}/role")
    ResponseEntity<PersonView> grant(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedRole wanted,
            HttpServletRequest request) {
        var person = finding.requireOther(id, program, Permission.ROLES_GRANT);
        var role = Query.one(GIVEN, "#/role", wanted.role() == null ? "" : wanted.role());
        var reason = PersonFinding.reason(wanted.why());
        var seen = finding.seen(request, person);
        var status =
                Decided.require(roles.grant(program.actor(), person.account().id(), role, reason, seen));
        return StateTag.show(status, PersonView.of(finding.require(id)));
    }
}
