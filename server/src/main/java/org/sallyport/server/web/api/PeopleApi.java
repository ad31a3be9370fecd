package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.api.Program;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.method.Method;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.roster.PeopleQuery;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.People;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// People: listed, read, added.
@RestController
@RequestMapping(PeopleApi.PATH)
class PeopleApi {
    static final String PATH = "/api/v1/people";

    private static final int USUAL = 50;
    private static final int MOST = 200;
    static final int MOST_GROUPS = 50;

    private final People people;
    private final PersonFinding finding;
    private final LocalAccounts accounts;
    private final Store store;
    private final InstantSource clock;

    PeopleApi(People people, PersonFinding finding, LocalAccounts accounts, Store store, InstantSource clock) {
        this.people = people;
        this.finding = finding;
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
    }

    /// Somebody to be added.
    ///
    /// @param language `en` or `el`; `en` where it is left out
    /// @param contact the mail address on record
    public record NewPerson(
            @Nullable String userName,
            @Nullable String displayName,
            @Nullable String language,
            @Nullable List<String> groups,
            @Nullable String contact) {}

    @Answers(
            to = "Lists people in the order of their user names.",
            parameters = {
                "q:string",
                "user_name:string",
                "state:string",
                "method:string",
                "group:string",
                "status:string",
                "unused_days:integer",
                "sends_days:integer",
                "limit:integer",
                "after:string"
            })
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping
    ResponseEntity<ApiPage<PersonView>> list(@RequestParam Map<String, String> said, HttpServletRequest request) {
        var query = new Query(said)
                .only(
                        "q",
                        "user_name",
                        "state",
                        "method",
                        "group",
                        "status",
                        "unused_days",
                        "sends_days",
                        "limit",
                        "after");
        if (query.text("user_name").isPresent()) {
            return ResponseEntity.ok(ApiPage.whole(named(query)));
        }
        var after = query.text("after")
                .map(name -> Username.parse(name)
                        .orElseThrow(() -> Refusal.unfit("?after", "what an earlier page gave as next")));
        var sheet = people.find(peopleQuery(query, clock.instant()), after, query.limit(USUAL, MOST));
        return new ApiPage<>(
                        sheet.people().stream().map(PersonView::of).toList(),
                        sheet.next().map(Username::canonical),
                        Optional.of(sheet.found()))
                .answer(request);
    }

    @Answers(to = "Shows one person.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/{id}")
    ResponseEntity<PersonView> read(@PathVariable String id) {
        return StateTag.show(PersonView.of(finding.require(id)));
    }

    @Answers(to = "Adds one person, who has no account password yet.", value = 201)
    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping
    ResponseEntity<PersonView> add(@AuthenticationPrincipal Program program, @RequestBody NewPerson wanted) {
        return switch (accounts.add(account(wanted), program.actor())) {
            case Adding.Added(var account) -> {
                var view = PersonView.of(finding.require(account.id().toString()));
                yield ResponseEntity.created(URI.create(PATH + "/" + view.id()))
                        .eTag(StateTag.of(view))
                        .body(view);
            }
            case Adding.NameTaken() -> throw Refusal.of(ProblemKind.CONFLICT, "Somebody has this user name.");
            case Adding.Weak _, Adding.LinkUsedUp _ -> throw new IllegalStateException("nothing of this was asked for");
        };
    }

    private List<PersonView> named(Query query) {
        return query.text("user_name")
                .flatMap(Username::parse)
                .flatMap(name -> store.look(books -> Accounts.in(books).named(name)))
                .flatMap(account -> people.find(account.id()))
                .map(PersonView::of)
                .map(List::of)
                .orElse(List.of());
    }

    private static PeopleQuery peopleQuery(Query query, Instant now) {
        return new PeopleQuery(
                query.text("q").orElse(""),
                query.one(MfaState.values(), "state"),
                query.group("group"),
                query.one(Method.Kind.values(), "method"),
                query.one(Account.Status.values(), "status"),
                query.days("unused_days").map(days -> now.minus(Duration.ofDays(days))),
                query.days("sends_days").map(days -> now.minus(Duration.ofDays(days))));
    }

    private static NewAccount account(NewPerson wanted) {
        var errors = new ArrayList<ProblemDetails.Field>();
        var name = Optional.ofNullable(wanted.userName()).flatMap(Username::parse);
        if (name.isEmpty()) {
            errors.add(new ProblemDetails.Field("#/user_name", "A user name is missing, or cannot be one."));
        }
        var contact = Optional.ofNullable(wanted.contact()).flatMap(EmailAddress::parse);
        if (wanted.contact() != null && contact.isEmpty()) {
            errors.add(new ProblemDetails.Field("#/contact", "This is no mail address."));
        }
        var language = Optional.ofNullable(wanted.language()).orElse("en");
        if (!language.matches("[a-z]{2}")) {
            errors.add(new ProblemDetails.Field("#/language", "two letters: en or el"));
        }
        var groups = groups(Optional.ofNullable(wanted.groups()).orElse(List.of()), errors);
        var profile = profile(Optional.ofNullable(wanted.displayName()).orElse(""), language, groups, errors);
        if (!errors.isEmpty()) {
            throw Refusal.unfit(errors);
        }
        return new NewAccount(
                name.orElseThrow(), profile.orElseThrow(), Account.Role.PERSON, contact, Optional.empty());
    }

    private static Optional<Profile> profile(
            String displayName, String language, Set<GroupName> groups, List<ProblemDetails.Field> errors) {
        try {
            return Optional.of(new Profile(displayName, Locale.of(language), groups));
        } catch (IllegalArgumentException unusable) {
            errors.add(new ProblemDetails.Field("#/display_name", "1 to 100 characters"));
            return Optional.empty();
        }
    }

    private static Set<GroupName> groups(List<String> typed, List<ProblemDetails.Field> errors) {
        var groups = new HashSet<GroupName>();
        if (typed.size() > MOST_GROUPS) {
            errors.add(new ProblemDetails.Field("#/groups", "at most " + MOST_GROUPS));
            return groups;
        }
        for (int i = 0; i < typed.size(); i++) {
            try {
                groups.add(new GroupName(typed.get(i)));
            } catch (IllegalArgumentException noName) {
                errors.add(new ProblemDetails.Field("#/groups/" + i, "This is no name of a group."));
            }
        }
        return groups;
    }
}
