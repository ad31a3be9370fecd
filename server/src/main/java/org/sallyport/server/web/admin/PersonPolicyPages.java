package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.store.Store;
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

/// What holds for one person alone, whatever their groups say: filled in, previewed, then decided. Leaving a field
/// empty takes its exception back.
@Controller
@RequestMapping("/admin/people/{id}/policy")
class PersonPolicyPages {
    private final PersonFinder finder;
    private final Policies policies;
    private final PolicyDesk desk;
    private final Store store;
    private final InstantSource clock;

    PersonPolicyPages(PersonFinder finder, Mfa mfa, PolicyDesk desk, Store store, InstantSource clock) {
        this.finder = finder;
        this.policies = mfa.policies();
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping
    ModelAndView edit(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = require(id, visitor);
        return form(person, own(person), Map.of()).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping("/preview")
    ModelAndView preview(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam Map<String, String> typed) {
        var person = require(id, visitor);
        var problems = PolicyForm.problems(typed);
        if (!problems.isEmpty()) {
            return form(person, typed, typed).wrong(problems).show();
        }
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, FormAddress.of(pathOf(person) + "/preview", typed))
                : previewPage(person, typed).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ModelAndView decide(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam Map<String, String> typed) {
        var person = require(id, visitor);
        var problems = PolicyForm.problems(typed);
        if (!problems.isEmpty()) {
            return form(person, typed, typed).wrong(problems).show();
        }
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, FormAddress.of(pathOf(person) + "/preview", typed));
        }
        var reason = Reason.parse(typed.getOrDefault("why", ""));
        if (reason.isEmpty()) {
            return previewPage(person, typed)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        return switch (desk.decide(visitor.id(), subject(person), PolicyForm.wanted(typed), reason.get())) {
            case DECIDED -> Page.goTo("/admin/people/" + person.id() + "?done=policy");
            case PROPOSED -> Page.goTo(ProposalPages.PROPOSED);
            case CHANGED_MEANWHILE ->
                previewPage(person, typed).wrong(Said.of("policy.meanwhile")).show();
            case NOT_YOURSELF ->
                previewPage(person, typed).wrong(Said.of("policy.not-yourself")).show();
            case NOT_ALLOWED, STAFF_NEED_IT -> throw new NotYourDuty();
            case NO_SUCH_ACCOUNT -> throw new NoSuchThing();
        };
    }

    // What a device may do stands on its own page.
    private Person require(String id, Visitor visitor) {
        var person = finder.require(id, visitor, Permission.POLICY_CHANGE);
        if (person.account().isDevice()) {
            throw new NoSuchThing();
        }
        return person;
    }

    private Page form(Person person, Map<String, String> own, Map<String, String> was) {
        return about("admin/policy", person)
                .with("fixed", policies.fixed())
                .with("was", was.isEmpty() ? own(person) : PolicyForm.shown(was))
                .with("rows", PolicyRow.rows(policies.effective(person.account()), own));
    }

    private Page previewPage(Person person, Map<String, String> typed) {
        var wanted = PolicyForm.wanted(typed);
        return about("admin/policy-preview", person)
                .with("changes", PolicyForm.changes(own(person), wanted))
                .with("second", desk.needsSecond(subject(person), wanted).isPresent())
                .with("meanwhile", PolicyForm.meanwhile(own(person), typed))
                .with("why", typed.getOrDefault("why", ""))
                .with("complete", true);
    }

    private static Page about(String template, Person person) {
        return Page.of(template).with("person", person).with("group", "").with("action", pathOf(person));
    }

    private Map<String, String> own(Person person) {
        return store.look(books -> policies.decided(books, subject(person)));
    }

    private static Subject subject(Person person) {
        return new Subject.Person(person.account().id());
    }

    private static String pathOf(Person person) {
        return "/admin/people/" + person.id() + "/policy";
    }
}
