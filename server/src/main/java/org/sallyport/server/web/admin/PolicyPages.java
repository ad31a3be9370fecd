package org.sallyport.server.web.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Permission;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
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
    private static final int MOST_GROUPS = 200;

    private final People people;
    private final Policies policies;
    private final Store store;

    PolicyPages(People people, Mfa mfa, Store store) {
        this.people = people;
        this.policies = mfa.policies();
        this.store = store;
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping
    ModelAndView overview(@RequestParam(defaultValue = "") String done) {
        var decided = policies.decided();
        List<GroupName> groups = store.look(books -> Groups.in(books).page(Optional.empty(), MOST_GROUPS));
        var counts = new TreeMap<String, Integer>();
        groups.forEach(group -> counts.put(group.value(), 0));
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
        var subject = SharedSubject.of(group);
        return form(group, policies.decided().getOrDefault(subject, Map.of())).show();
    }

    @Needs(Permission.POLICY_SEE)
    @GetMapping("/preview")
    ModelAndView preview(@RequestParam(defaultValue = "") String group, @RequestParam Map<String, String> typed) {
        var problems = problems(typed);
        if (!problems.isEmpty()) {
            return form(group, typed).wrong(problems).show();
        }
        var subject = SharedSubject.of(group);
        var forecast = Forecast.of(subject, people);
        return Page.of("admin/policy-preview")
                .with(GROUP, group)
                .with("changes", changes(subject, wanted(typed)))
                .with("typed", typed)
                .with("people", forecast.governed() + forecast.closer())
                .with("complete", forecast.complete() == Forecast.Complete.YES)
                .show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ModelAndView decide(
            @AuthenticationPrincipal Visitor admin,
            @RequestParam(defaultValue = "") String group,
            @RequestParam Map<String, String> typed) {
        if (!problems(typed).isEmpty()) {
            return form(group, typed).wrong(problems(typed)).show();
        }
        policies.decide(SharedSubject.of(group), wanted(typed), admin.actor());
        return Page.goTo(PATH + "?done=decided");
    }

    private Page form(String group, Map<String, String> own) {
        return Page.of("admin/policy")
                .with(GROUP, group)
                .with("rows", PolicyRow.rows(policies.effective(SharedSubject.of(group)), own));
    }

    /// What would be different, each key once.
    private List<Change> changes(Subject subject, Map<PolicyKey<?>, Optional<String>> wanted) {
        var before = policies.decided().getOrDefault(subject, Map.of());
        var changes = new ArrayList<Change>();
        wanted.forEach((key, value) -> {
            var own = Optional.ofNullable(before.get(key.code()));
            if (!own.equals(value)) {
                changes.add(new Change(key.code(), !key.choices().isEmpty(), own.orElse(""), value.orElse("")));
            }
        });
        return changes;
    }

    /// A key that would be different; empty where it is left to wider decisions.
    ///
    /// @param hasWords whether its values have words, being a few
    public record Change(String code, boolean hasWords, String before, String after) {}

    // What a form leaves out stays as it is.
    private static Map<PolicyKey<?>, Optional<String>> wanted(Map<String, String> typed) {
        var wanted = new LinkedHashMap<PolicyKey<?>, Optional<String>>();
        for (var key : PolicyKeys.ALL) {
            if (typed.containsKey(key.code())) {
                wanted.put(key, key.read(typed.getOrDefault(key.code(), "")));
            }
        }
        return wanted;
    }

    private static List<Said> problems(Map<String, String> typed) {
        return PolicyKeys.ALL.stream()
                .filter(key -> !typed.getOrDefault(key.code(), "").isBlank())
                .filter(key -> key.read(typed.getOrDefault(key.code(), "")).isEmpty())
                .map(key ->
                        Said.of("policy.bad-number", key.least(), key.most()).about(key.code()))
                .toList();
    }
}
