package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Profile;
import org.sallyport.core.api.Program;
import org.sallyport.core.directory.Editing;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.upkeep.MethodReset;
import org.sallyport.server.web.frame.Languages;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is on record of one person, but for what a source of theirs says; and having them register their second factors
/// anew.
@RestController
@RequestMapping(PeopleApi.PATH + "/{id}")
class PersonEditing {
    private final PersonFinding finding;
    private final ProfileDesk profiles;
    private final MethodReset resets;
    private final Languages languages;

    PersonEditing(PersonFinding finding, ProfileDesk profiles, MethodReset resets, Languages languages) {
        this.finding = finding;
        this.profiles = profiles;
        this.resets = resets;
        this.languages = languages;
    }

    /// What is to stand on record; what is left out stays as it is.
    ///
    /// @param groups all of them
    /// @param why 3 to 200 characters, for the audit log
    public record WantedProfile(
            @Nullable String displayName,
            @Nullable String language,
            @Nullable List<String> groups,
            @Nullable String why) {}

    /// @param contact a mail address, which has to be verified anew
    /// @param why 3 to 200 characters, for the audit log
    public record WantedContact(
            @Nullable String contact, @Nullable String why) {}

    /// @param appPasswords what becomes of them: keep, sleep or revoke
    /// @param why 3 to 200 characters, for the audit log
    public record WantedReset(
            @Nullable String appPasswords, @Nullable String why) {}

    @Answers(to = "Changes name, language and groups of one person for a reason; what is left out stays.")
    @Conditional
    @Needs(Permission.PEOPLE_CHANGE)
    @PatchMapping
    ResponseEntity<PersonView> edit(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedProfile wanted,
            HttpServletRequest request) {
        var person = finding.require(id, program, Permission.PEOPLE_CHANGE);
        var errors = new Errors();
        var profile = profile(person.account().profile(), wanted, errors);
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var seen = finding.seen(request, person);
        return answer(
                id,
                profiles.edit(
                        person.account().id(), profile.orElseThrow(), program.actor(), reason.orElseThrow(), seen));
    }

    @Answers(to = "Puts another contact of one person on record for a reason.")
    @Conditional
    @Needs(Permission.PEOPLE_CHANGE)
    @PutMapping("/contact")
    ResponseEntity<PersonView> setContact(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedContact wanted,
            HttpServletRequest request) {
        var person = finding.require(id, program, Permission.PEOPLE_CHANGE);
        var errors = new Errors();
        var address = errors.read("#/contact", wanted.contact(), EmailAddress::parse, "This is no mail address.");
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var seen = finding.seen(request, person);
        return answer(
                id,
                profiles.setContact(
                        person.account().id(), address.orElseThrow(), program.actor(), reason.orElseThrow(), seen));
    }

    @Answers(to = "Takes all second factors of one person away for a reason, so that they register anew.")
    @Needs(Permission.METHODS_RESET)
    @PostMapping("/reset-methods")
    ResponseEntity<PersonView> resetMethods(
            @AuthenticationPrincipal Program program, @PathVariable String id, @RequestBody WantedReset wanted) {
        var person = finding.requireOther(id, program, Permission.METHODS_RESET);
        var apps = Query.one(
                Limits.PasswordChanged.values(),
                "#/app_passwords",
                Optional.ofNullable(wanted.appPasswords()).orElse(""));
        var reason = PersonFinding.reason(wanted.why());
        return switch (resets.reset(person.account().id(), apps, program.actor(), reason)) {
            case DONE -> StateTag.show(PersonView.of(finding.require(id)));
            case NOTHING_REGISTERED -> throw Refusal.of(ProblemKind.CONFLICT, "Nothing is registered.");
            case NO_SUCH_ACCOUNT -> throw Refusal.noSuch("person");
        };
    }

    private ResponseEntity<PersonView> answer(String id, Editing came) {
        return switch (came) {
            case Editing.Edited(), Editing.Unchanged() -> StateTag.show(PersonView.of(finding.require(id)));
            case Editing.BelongsToSource(var fields) ->
                throw Refusal.of(
                        ProblemKind.CONFLICT,
                        "A source says this of them, and it is changed there: "
                                + fields.stream().sorted().collect(Collectors.joining(", ")) + ".");
            case Editing.NoCodesThere() -> throw Refusal.unfit("#/contact", "No code may go to this address.");
            case Editing.NoSuchAccount() -> throw Refusal.noSuch("person");
        };
    }

    private Optional<Profile> profile(Profile before, WantedProfile wanted, Errors errors) {
        Optional<Locale> language = wanted.language() == null
                ? Optional.of(before.language())
                : errors.read("#/language", wanted.language(), this::language, "one of " + tags());
        Set<GroupName> groups = wanted.groups() == null
                ? before.groups()
                : errors.each(
                        "#/groups",
                        wanted.groups(),
                        PeopleApi.MOST_GROUPS,
                        PersonEditing::group,
                        "This is no name of a group.");
        var name = Optional.ofNullable(wanted.displayName()).orElse(before.displayName());
        return errors.read(
                "#/display_name",
                name.strip(),
                typed -> named(typed, language.orElse(before.language()), groups),
                "1 to 100 characters");
    }

    private Optional<Locale> language(String tag) {
        return languages.find(tag).map(Languages.Language::locale);
    }

    private String tags() {
        return languages.all().stream().map(Languages.Language::tag).collect(Collectors.joining(", "));
    }

    private static Optional<Profile> named(String name, Locale language, Set<GroupName> groups) {
        try {
            return Optional.of(new Profile(name, language, groups));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<GroupName> group(String name) {
        try {
            return Optional.of(new GroupName(name));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
