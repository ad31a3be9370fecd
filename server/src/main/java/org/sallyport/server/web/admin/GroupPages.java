package org.sallyport.server.web.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Permission;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.PolicyBook;
import org.sallyport.core.policy.PolicyValue;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.GroupSizes;
import org.sallyport.core.roster.GroupSizes.GroupSize;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.store.Books;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Which groups there are, how many people are in each, and what is decided for it.
@Controller
class GroupPages {
    private static final int SHOWN = 50;

    private final PeopleList people;

    GroupPages(PeopleList people) {
        this.people = people;
    }

    /// @param inForce of how many of its people MFA is in force
    /// @param toBeSetUp of how many it is required, and nothing registered
    /// @param required `yes`, `no`, or empty where nothing is decided for the group
    /// @param policies how many values of policies are decided for it
    public record Row(String name, int people, int inForce, int toBeSetUp, String required, int policies) {}

    private record Sheet(List<Row> rows, Optional<GroupName> next) {}

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/admin/groups")
    ModelAndView list(@RequestParam(defaultValue = "") String after) {
        var behind = after.isEmpty() ? Optional.<GroupName>empty() : Optional.of(name(after));
        var sheet = people.look(books -> sheet(books, behind));
        return Page.of("admin/groups")
                .with("groups", sheet.rows())
                .with("next", sheet.next().map(GroupName::value).orElse(""))
                .with("first", behind.isEmpty())
                .show();
    }

    private static Sheet sheet(Books books, Optional<GroupName> behind) {
        var found = Groups.in(books).page(behind, SHOWN + 1);
        var shown = found.stream().limit(SHOWN).toList();
        var sizes = GroupSizes.in(books).of(shown);
        var requirements = Requirements.in(books).shared();
        var policies = PolicyBook.in(books).all();
        return new Sheet(
                sizes.stream().map(size -> row(size, requirements, policies)).toList(),
                found.size() > SHOWN ? Optional.of(shown.getLast()) : Optional.empty());
    }

    private static Row row(GroupSize size, List<Requirement> requirements, List<PolicyValue> policies) {
        var group = size.group();
        // Of two spellings of a group the stricter one is shown, as it is what holds for whoever is in both.
        var required = requirements.stream()
                .filter(one -> isAbout(one.subject(), group))
                .map(Requirement::required)
                .min(Comparator.naturalOrder())
                .map(one -> one == MfaState.Required.YES ? "yes" : "no")
                .orElse("");
        long values = policies.stream()
                .filter(value -> isAbout(value.subject(), group))
                .count();
        return new Row(
                group.value(), size.people(), size.enforced(), size.enabled(), required, Math.toIntExact(values));
    }

    private static boolean isAbout(Subject subject, GroupName group) {
        return Stream.of(subject)
                .anyMatch(one ->
                        one instanceof Subject.Group(var name) && name.folded().equals(group.folded()));
    }

    private static GroupName name(String typed) {
        try {
            return new GroupName(typed);
        } catch (IllegalArgumentException noName) {
            throw new NoSuchThing();
        }
    }
}
