package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollouts;
import org.sallyport.core.staff.RequirementDesk;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is required of everybody and of groups: chosen, previewed in a sentence, then decided.
@Controller
@RequestMapping("/admin/requirements")
class RequirementPages {
    private static final String PREVIEW = "/admin/requirements/preview";

    private final People people;
    private final RequirementDesk desk;
    private final Mfa mfa;
    private final Store store;
    private final InstantSource clock;

    RequirementPages(People people, RequirementDesk desk, Mfa mfa, Store store, InstantSource clock) {
        this.people = people;
        this.desk = desk;
        this.mfa = mfa;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping
    ModelAndView overview(@RequestParam(defaultValue = "") String done) {
        var decided = decided();
        var names = new TreeSet<>(people.groupNames());
        decided.keySet().forEach(subject -> {
            if (subject instanceof Subject.Group(GroupName name)) {
                names.add(name);
            }
        });
        var groups = new LinkedHashMap<String, Choice>();
        names.forEach(name -> groups.put(name.value(), choiceFor(new Subject.Group(name), decided)));
        return Page.of("admin/requirements")
                .with("everybody", choiceFor(new Subject.Everybody(), decided))
                .with("groups", groups)
                .with("choices", List.of(Choice.values()))
                .with("done", done.equals("decided") ? done : "")
                .show();
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping("/preview")
    ModelAndView preview(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> typed) {
        return visitor.may(Permission.POLICY_CHANGE) && visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, FormAddress.of(PREVIEW, typed))
                : page(typed).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ModelAndView decide(@AuthenticationPrincipal Visitor admin, @RequestParam Map<String, String> typed) {
        var choice = choice(typed, "choice");
        var shown = choice(typed, "was");
        var subject = subject(typed);
        if (admin.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(admin, FormAddress.of(PREVIEW, typed));
        }
        var reason = Reason.parse(typed.getOrDefault("why", ""));
        if (reason.isEmpty()) {
            return page(typed).wrong(Said.of("reason.missing").about("why")).show();
        }
        var change = new RequirementDesk.Change(shown.wanted(), choice.wanted());
        return switch (desk.decide(admin.id(), subject, change, reason.get())) {
            case DECIDED -> Page.goTo("/admin/requirements?done=decided");
            case PROPOSED -> Page.goTo(ProposalPages.PROPOSED);
            case CHANGED_MEANWHILE ->
                page(typed).wrong(Said.of("requirements.meanwhile")).show();
            case NOT_ALLOWED, NOT_YOURSELF, STAFF_NEED_IT, NO_SUCH_ACCOUNT -> throw new NotYourDuty();
        };
    }

    private Page page(Map<String, String> typed) {
        var subject = subject(typed);
        var choice = choice(typed, "choice");
        var decided = desk.decided(subject);
        return Page.of("admin/requirement-preview")
                .with("second", desk.needsSecond(new RequirementDesk.Change(decided, choice.wanted())))
                .with("group", typed.getOrDefault("group", ""))
                .with("endsRollout", isGoingOver(subject))
                .with("choice", choice)
                .with("was", Choice.of(decided))
                .with("why", typed.getOrDefault("why", ""))
                .with("forecast", people.forecast(subject, choice.wanted()))
                .with("kept", choice == Choice.REQUIRE ? 0 : desk.keptByStaff(subject))
                .with("graceDays", mfa.policies().of(subject).limits().grace().toDays());
    }

    // Whatever is decided for them ends it (decision 0048).
    private boolean isGoingOver(Subject subject) {
        return store.look(books -> Rollouts.in(books).all().stream()
                .anyMatch(rollout -> rollout.isOpen() && rollout.subject().equals(subject)));
    }

    private static Subject subject(Map<String, String> typed) {
        return SharedSubject.of(typed.getOrDefault("group", ""));
    }

    private static Choice choice(Map<String, String> typed, String name) {
        return Choice.find(typed.getOrDefault(name, "")).orElseThrow(NoSuchThing::new);
    }

    private Map<Subject, Requirement> decided() {
        var decided = new LinkedHashMap<Subject, Requirement>();
        store.transact(books -> Requirements.in(books).shared()).forEach(r -> decided.put(r.subject(), r));
        return decided;
    }

    private static Choice choiceFor(Subject subject, Map<Subject, Requirement> decided) {
        return Choice.of(Optional.ofNullable(decided.get(subject)).map(Requirement::required));
    }
}
