package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.Staff;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Who administers, and giving somebody a role: with a reason, and a second factor proved just now.
@Controller
class RolePages {
    private final People people;
    private final PersonFinder finder;
    private final RoleDesk roles;
    private final Staff staff;
    private final InstantSource clock;

    RolePages(People people, PersonFinder finder, RoleDesk roles, Staff staff, InstantSource clock) {
        this.people = people;
        this.finder = finder;
        this.roles = roles;
        this.staff = staff;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/admin/roles")
    ModelAndView list() {
        var all = roles.staff();
        return Page.of("admin/roles")
                .with("staff", people.persons(all))
                .with("standIn", all.stream().noneMatch(one -> one.isActive() && one.role() == Role.OWNER))
                .show();
    }

    @Needs(Permission.ROLES_GRANT)
    @GetMapping("/admin/people/{id}/role")
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = require(visitor, id);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, pathOf(person))
                : page(visitor, person, person.account().role().code(), "").show();
    }

    @Needs(Permission.ROLES_GRANT)
    @PostMapping("/admin/people/{id}/role")
    ModelAndView grant(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String why) {
        var person = require(visitor, id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, pathOf(person));
        }
        var wanted = Role.find(role).orElseThrow(NoSuchThing::new);
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(visitor, person, role, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        return switch (roles.grant(visitor.id(), person.account().id(), wanted, reason.get())) {
            case GRANTED -> Page.goTo("/admin/people/" + person.id() + "?done=role");
            case PROPOSED -> Page.goTo(ProposalPages.PROPOSED);
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NO_SUCH_ACCOUNT -> throw new NoSuchThing();
        };
    }

    private Page page(Visitor visitor, Person person, String role, String why) {
        return Page.of("admin/person-role")
                .with("person", person)
                .with("role", role)
                .with("why", why)
                .with("need", staff.need().name())
                .with("second", roles.needsSecond())
                .with("roles", List.copyOf(Duties.grantedBy(visitor.rights().role())));
    }

    private Person require(Visitor visitor, String id) {
        var person = finder.require(id, visitor, Permission.ROLES_GRANT);
        if (person.account().id().equals(visitor.id())) {
            throw new NotYourDuty();
        }
        return person;
    }

    private static String pathOf(Person person) {
        return "/admin/people/" + person.id() + "/role";
    }
}
