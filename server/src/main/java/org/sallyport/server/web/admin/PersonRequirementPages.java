package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.RequirementDesk;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is required of one person: chosen on their page, previewed here, then decided with a reason.
@Controller
@RequestMapping("/admin/people/{id}/requirement")
class PersonRequirementPages {
    private final PersonFinder finder;
    private final RequirementDesk desk;
    private final Mfa mfa;
    private final InstantSource clock;

    PersonRequirementPages(PersonFinder finder, RequirementDesk desk, Mfa mfa, InstantSource clock) {
        this.finder = finder;
        this.desk = desk;
        this.mfa = mfa;
        this.clock = clock;
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping
    ModelAndView preview(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String choice) {
        var person = finder.require(id, visitor, Permission.POLICY_CHANGE);
        var chosen = Choice.find(choice).orElseThrow(NoSuchThing::new);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, pathOf(person, chosen))
                : page(person, chosen, "").show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ModelAndView decide(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam Map<String, String> typed) {
        var person = finder.require(id, visitor, Permission.POLICY_CHANGE);
        var choice = Choice.find(typed.getOrDefault("choice", "")).orElseThrow(NoSuchThing::new);
        var shown = Choice.find(typed.getOrDefault("was", "")).orElseThrow(NoSuchThing::new);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, pathOf(person, choice));
        }
        var why = typed.getOrDefault("why", "");
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(person, choice, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        var change = new RequirementDesk.Change(shown.wanted(), choice.wanted());
        return switch (desk.decide(visitor.id(), subject(person), change, reason.get())) {
            case DECIDED -> Page.goTo("/admin/people/" + person.id() + "?done=requirement");
            case PROPOSED -> Page.goTo(ProposalPages.PROPOSED);
            case CHANGED_MEANWHILE -> refused(person, choice, why, "requirements.meanwhile");
            case NOT_YOURSELF -> refused(person, choice, why, "requirement.not-yourself");
            case STAFF_NEED_IT -> refused(person, choice, why, "requirement.staff-need-it");
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NO_SUCH_ACCOUNT -> throw new NoSuchThing();
        };
    }

    private ModelAndView refused(Person person, Choice choice, String why, String sentence) {
        return page(person, choice, why).wrong(Said.of(sentence)).show();
    }

    private Page page(Person person, Choice choice, String why) {
        var decided = desk.decided(subject(person));
        return Page.of("admin/person-requirement")
                .with("second", desk.needsSecond(new RequirementDesk.Change(decided, choice.wanted())))
                .with("person", person)
                .with("choice", choice)
                .with("was", Choice.of(decided))
                .with("why", why)
                .with(
                        "graceDays",
                        mfa.policies().of(person.account()).limits().grace().toDays());
    }

    private static Subject subject(Person person) {
        return new Subject.Person(person.account().id());
    }

    private static String pathOf(Person person, Choice choice) {
        return "/admin/people/" + person.id() + "/requirement?choice=" + choice.code();
    }
}
