package org.sallyport.server.web.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
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
    private final People people;
    private final Mfa mfa;
    private final Store store;

    RequirementPages(People people, Mfa mfa, Store store) {
        this.people = people;
        this.mfa = mfa;
        this.store = store;
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping
    ModelAndView overview(@RequestParam(defaultValue = "") String done) {
        var decided = decided();
        var names = people.groupNames();
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
    ModelAndView preview(
            @RequestParam(defaultValue = "") String group, @RequestParam(defaultValue = "") String choice) {
        var subject = SharedSubject.of(group);
        return Page.of("admin/requirement-preview")
                .with("group", group)
                .with("choice", Choice.find(choice).orElseThrow(NoSuchThing::new))
                .with("forecast", Forecast.of(subject, people))
                .with("graceDays", mfa.policies().of(subject).limits().grace().toDays())
                .show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ModelAndView decide(
            @AuthenticationPrincipal Visitor admin,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String choice) {
        Choice.find(choice).orElseThrow(NoSuchThing::new).decide(mfa, SharedSubject.of(group), admin.actor());
        return Page.goTo("/admin/requirements?done=decided");
    }

    private Map<Subject, Requirement> decided() {
        var decided = new LinkedHashMap<Subject, Requirement>();
        store.transact(books -> Requirements.in(books).shared()).forEach(r -> decided.put(r.subject(), r));
        return decided;
    }

    private static Choice choiceFor(Subject subject, Map<Subject, Requirement> decided) {
        return Optional.ofNullable(decided.get(subject))
                .map(requirement -> Choice.of(requirement.required()))
                .orElse(Choice.LEAVE);
    }
}
