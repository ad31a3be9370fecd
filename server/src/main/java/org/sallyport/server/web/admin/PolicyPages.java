package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
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

/// What holds for everybody and for groups: filled in, previewed with how many people it is about, then decided.
@Controller
@RequestMapping("/admin/policies")
class PolicyPages {
    private static final String PATH = "/admin/policies";
    private static final String GROUP = "group";

    private static final String PREVIEW = PATH + "/preview";

    private final People people;
    private final Policies policies;
    private final PolicyDesk desk;
    private final Store store;
    private final InstantSource clock;

    PolicyPages(People people, Mfa mfa, PolicyDesk desk, Store store, InstantSource clock) {
        this.people = people;
        this.policies = mfa.policies();
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping
    ModelAndView overview(@RequestParam(defaultValue = "") String done) {
        var decided = policies.decided();
        var counts = new TreeMap<String, Integer>();
        people.groupNames().forEach(group -> counts.put(group.value(), 0));
        decided.forEach((subject, values) -> {
            if (subject instanceof Subject.Group(GroupName name)) {
                counts.put(name.value(), values.size());
            }
        });
        return Page.of("admin/policies")
                .with(
                        "everybody",
                        decided.getOrDefault(new Subject.Everybody(), Map.of()).size())
                .with("groups", counts)
                .with("done", done.equals("decided") ? done : "")
                .show();
    }

    /// @param group empty for everybody
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/edit")
    ModelAndView edit(@RequestParam(defaultValue = "") String group) {
        return form(group, own(SharedSubject.of(group)), Map.of()).show();
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping("/preview")
    ModelAndView preview(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String group,
            @RequestParam Map<String, String> typed) {
        var problems = PolicyForm.problems(typed);
        if (!problems.isEmpty()) {
            return form(group, typed, typed).wrong(problems).show();
        }
        return visitor.may(Permission.POLICY_CHANGE) && visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, FormAddress.of(PREVIEW, typed))
                : previewPage(group, typed).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ModelAndView decide(
            @AuthenticationPrincipal Visitor admin,
            @RequestParam(defaultValue = "") String group,
            @RequestParam Map<String, String> typed) {
        var subject = SharedSubject.of(group);
        var problems = PolicyForm.problems(typed);
        if (!problems.isEmpty()) {
            return form(group, typed, typed).wrong(problems).show();
        }
        if (admin.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(admin, FormAddress.of(PREVIEW, typed));
        }
        var reason = Reason.parse(typed.getOrDefault("why", ""));
        if (reason.isEmpty()) {
            return previewPage(group, typed)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        return switch (desk.decide(admin.id(), subject, PolicyForm.wanted(typed), reason.get())) {
            case DECIDED -> Page.goTo(PATH + "?done=decided");
            case PROPOSED -> Page.goTo(ProposalPages.PROPOSED);
            case CHANGED_MEANWHILE ->
                previewPage(group, typed).wrong(Said.of("policy.meanwhile")).show();
            case NOT_ALLOWED, NOT_YOURSELF, STAFF_NEED_IT, NO_SUCH_ACCOUNT -> throw new NotYourDuty();
        };
    }

    /// @param own by code, as decided or typed
    /// @param was what the form was shown before, as it said so; empty for one that is shown for the first time
    private Page form(String group, Map<String, String> own, Map<String, String> was) {
        var subject = SharedSubject.of(group);
        return Page.of("admin/policy")
                .with("action", PATH)
                .with(GROUP, group)
                .with("fixed", policies.fixed())
                .with("was", was.isEmpty() ? own(subject) : PolicyForm.shown(was))
                .with("rows", PolicyRow.rows(policies.effective(subject), own));
    }

    private Page previewPage(String group, Map<String, String> typed) {
        var subject = SharedSubject.of(group);
        var forecast = people.forecast(subject, Optional.empty());
        return Page.of("admin/policy-preview")
                .with("action", PATH)
                .with(GROUP, group)
                .with("changes", PolicyForm.changes(own(subject), PolicyForm.wanted(typed)))
                .with(
                        "second",
                        desk.needsSecond(subject, PolicyForm.wanted(typed)).isPresent())
                .with("meanwhile", PolicyForm.meanwhile(own(subject), typed))
                .with("why", typed.getOrDefault("why", ""))
                .with("people", forecast.governed() + forecast.closer())
                .with("complete", forecast.complete() == Forecast.Complete.YES);
    }

    private Map<String, String> own(Subject subject) {
        return store.look(books -> policies.decided(books, subject));
    }

    /// A key that would be different; empty where it is left to wider decisions.
    ///
    /// @param hasWords whether its values have words, being a few
    public record Change(String code, boolean hasWords, String before, String after) {}
}
