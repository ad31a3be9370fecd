package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.Editing;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.source.SourceField;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Languages;
import org.sallyport.server.web.frame.NoSuchThing;
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

/// What is on record of somebody: name, language and groups with a reason, and the contact, where codes go, with a
/// second factor proved just now besides.
@Controller
@RequestMapping("/admin/people/{id}/edit")
class PersonEditPages {
    private static final int MOST_GROUPS = 50;

    private final PersonFinder finder;
    private final ProfileDesk profiles;
    private final Languages languages;
    private final InstantSource clock;

    PersonEditPages(PersonFinder finder, ProfileDesk profiles, Languages languages, InstantSource clock) {
        this.finder = finder;
        this.profiles = profiles;
        this.languages = languages;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_CHANGE)
    @GetMapping
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = finder.require(id, visitor, Permission.PEOPLE_CHANGE);
        return page(person, Map.of()).show();
    }

    @Needs(Permission.PEOPLE_CHANGE)
    @PostMapping
    ModelAndView save(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam Map<String, String> typed) {
        var person = finder.require(id, visitor, Permission.PEOPLE_CHANGE);
        var problems = new ArrayList<Said>();
        var profile = profile(person, typed, problems);
        var reason = Reason.parse(typed.getOrDefault("why", ""));
        if (reason.isEmpty()) {
            problems.add(Said.of("reason.missing").about("why"));
        }
        if (profile.isEmpty() || reason.isEmpty()) {
            return page(person, typed).wrong(problems).show();
        }
        return answer(
                person,
                typed,
                profiles.edit(person.account().id(), profile.get(), visitor.actor(), reason.get()),
                "edited");
    }

    @Needs(Permission.PEOPLE_CHANGE)
    @PostMapping("/contact")
    ModelAndView setContact(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam Map<String, String> typed) {
        var person = finder.require(id, visitor, Permission.PEOPLE_CHANGE);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, "/admin/people/" + person.id() + "/edit");
        }
        var address = EmailAddress.parse(typed.getOrDefault("contact", "").strip());
        var reason = Reason.parse(typed.getOrDefault("contact-why", ""));
        if (address.isEmpty() || reason.isEmpty()) {
            return page(person, typed)
                    .wrong(
                            address.isEmpty()
                                    ? Said.of("person.edit.contact.wrong").about("contact")
                                    : Said.of("reason.missing").about("contact-why"))
                    .show();
        }
        return answer(
                person,
                typed,
                profiles.setContact(person.account().id(), address.get(), visitor.actor(), reason.get()),
                "contact");
    }

    private ModelAndView answer(Person person, Map<String, String> typed, Editing came, String done) {
        return switch (came) {
            case Editing.Edited() -> Page.goTo("/admin/people/" + person.id() + "?done=" + done);
            case Editing.Unchanged() -> Page.goTo("/admin/people/" + person.id());
            case Editing.BelongsToSource(var fields) ->
                page(person, typed)
                        .wrong(fields.stream()
                                .sorted()
                                .map(PersonEditPages::owned)
                                .toList())
                        .show();
            case Editing.NoCodesThere() ->
                page(person, typed)
                        .wrong(Said.of("person.edit.contact.no-codes").about("contact"))
                        .show();
            case Editing.NoSuchAccount() -> throw new NoSuchThing();
        };
    }

    private static Said owned(String field) {
        var said = switch (field) {
            case "display-name" -> Said.of("person.edit.owned.display-name");
            case "language" -> Said.of("person.edit.owned.language");
            case "contact" -> Said.of("person.edit.owned.contact");
            default -> Said.of("person.edit.owned.groups");
        };
        return said.about(field);
    }

    private Optional<Profile> profile(Person person, Map<String, String> typed, List<Said> problems) {
        var before = person.account().profile();
        var groups = groups(typed.getOrDefault("groups", ""), problems);
        var language = typed.containsKey("language")
                ? languages.find(typed.get("language")).map(Languages.Language::locale)
                : Optional.of(before.language());
        if (language.isEmpty()) {
            throw new NoSuchThing();
        }
        try {
            var name = typed.getOrDefault("display-name", before.displayName()).strip();
            var profile = new Profile(name, language.get(), groups);
            return problems.isEmpty() ? Optional.of(profile) : Optional.empty();
        } catch (IllegalArgumentException unusable) {
            problems.add(Said.of("person.edit.name.wrong").about("display-name"));
            return Optional.empty();
        }
    }

    private static Set<GroupName> groups(String typed, List<Said> problems) {
        try {
            var groups = Stream.of(typed.split(";"))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(GroupName::new)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (groups.size() <= MOST_GROUPS) {
                return groups;
            }
        } catch (IllegalArgumentException noName) {
            // Said below.
        }
        problems.add(Said.of("person.edit.groups.wrong", MOST_GROUPS).about("groups"));
        return Set.of();
    }

    private Page page(Person person, Map<String, String> typed) {
        var profile = person.account().profile();
        Locale language = profile.language();
        var owned = profiles.ownedBySources(person.account().id()).stream()
                .map(SourceField::code)
                .collect(Collectors.toSet());
        return Page.of("admin/person-edit")
                .with("person", person)
                .with("owned", owned)
                .with("name", typed.getOrDefault("display-name", profile.displayName()))
                .with("spoken", typed.getOrDefault("language", language.toLanguageTag()))
                .with("groups", typed.getOrDefault("groups", String.join("; ", person.groups())))
                .with("why", typed.getOrDefault("why", ""))
                .with("contact", typed.getOrDefault("contact", ""))
                .with("contactWhy", typed.getOrDefault("contact-why", ""))
                .with("offered", languages.all());
    }
}
