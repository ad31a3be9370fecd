package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Where accounts come from: how each source stands, having one read, and deciding what no rule decides. The name of a
/// source has a slash in it, so it stands in the body or behind the question mark.
@RestController
class SourceApi {
    private static final String PATH = "/api/v1/sources";

    private final Services.Sources sources;
    private final PersonFinding finding;
    private final Store store;

    SourceApi(Services.Sources sources, PersonFinding finding, Store store) {
        this.sources = sources;
        this.finding = finding;
        this.store = store;
    }

    /// @param source its name, `ldap/acme`
    /// @param kind full, or dry-run: what it would come to
    public record WantedReading(
            @Nullable String source, @Nullable String kind) {}

    /// @param why 3 to 200 characters, for the audit log
    public record WantedRelease(
            @Nullable String source, @Nullable String why) {}

    /// @param id how the source calls them for ever
    /// @param choice link: make them one with the account that stands in the way; or leave
    /// @param why 3 to 200 characters, for the audit log
    public record WantedDecision(
            @Nullable String source,
            @Nullable String id,
            @Nullable String choice,
            @Nullable String why) {}

    /// @param id how the source calls them for ever
    /// @param why 3 to 200 characters, for the audit log
    public record WantedUnlinking(
            @Nullable String source,
            @Nullable String id,
            @Nullable String why) {}

    /// That a source knows a person.
    ///
    /// @param id how it calls them for ever
    /// @param state what it said last
    public record LinkView(String source, String id, String state, Instant since, Instant seen) {
        static LinkView of(SourceLink link) {
            return new LinkView(
                    link.key().source().value(),
                    link.key().externalId(),
                    Query.code(link.state()),
                    link.since(),
                    link.seen());
        }
    }

    @Answers(to = "Lists the sources that are read again and again.")
    @Needs(Permission.SOURCES_SEE)
    @GetMapping(PATH)
    ResponseEntity<ApiPage<SourceView>> list() {
        return ResponseEntity.ok(ApiPage.whole(
                standings(Optional.empty()).stream().map(SourceView::of).toList()));
    }

    @Answers(to = "Lists what readings came to, newest first of each source.", parameters = "source:string")
    @Needs(Permission.SOURCES_SEE)
    @GetMapping(PATH + "/reports")
    ResponseEntity<ApiPage<SourceView.ReportView>> reports(@RequestParam Map<String, String> said) {
        return ResponseEntity.ok(ApiPage.whole(asked(said).stream()
                .flatMap(standing -> standing.reports().stream())
                .map(SourceView.ReportView::of)
                .toList()));
    }

    @Answers(to = "Lists people of sources of whom no rule says which account is theirs.", parameters = "source:string")
    @Needs(Permission.SOURCES_SEE)
    @GetMapping(PATH + "/conflicts")
    ResponseEntity<ApiPage<SourceView.ConflictView>> conflicts(@RequestParam Map<String, String> said) {
        return ResponseEntity.ok(ApiPage.whole(asked(said).stream()
                .flatMap(standing -> standing.conflicts().stream())
                .map(SourceView.ConflictView::of)
                .toList()));
    }

    @Answers(to = "Lists the sources that know one person.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping(PeopleApi.PATH + "/{id}/sources")
    ResponseEntity<ApiPage<LinkView>> links(@PathVariable String id) {
        var person = finding.require(id).account().id();
        List<SourceLink> links = store.look(books -> SourceLinks.in(books).of(person));
        return ResponseEntity.ok(ApiPage.whole(links.stream().map(LinkView::of).toList()));
    }

    @Answers(to = "Has a source read, which begins within seconds.", value = 202)
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping(PATH + "/readings")
    ResponseEntity<SourceView> read(@AuthenticationPrincipal Program program, @RequestBody WantedReading wanted) {
        var kind = Query.one(
                SourceReading.Wanted.values(),
                "#/kind",
                Optional.ofNullable(wanted.kind()).orElse(""));
        var errors = new Errors();
        var source = source(wanted.source(), errors);
        errors.refuse();
        if (!sources.desk().want(source.orElseThrow(), kind, program.actor())) {
            throw Refusal.noSuch("source");
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(view(source.orElseThrow()));
    }

    @Answers(to = "Lets suspensions go on, for a reason, that were held back since they are so many.")
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping(PATH + "/release")
    ResponseEntity<SourceView> release(@AuthenticationPrincipal Program program, @RequestBody WantedRelease wanted) {
        var errors = new Errors();
        var source = source(wanted.source(), errors);
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var before = view(source.orElseThrow());
        if (!sources.desk().release(source.orElseThrow(), program.actor(), reason.orElseThrow())) {
            throw Refusal.of(ProblemKind.CONFLICT, "Nothing is held back of " + before.name() + ".");
        }
        return ResponseEntity.ok(view(source.orElseThrow()));
    }

    @Answers(to = "Makes somebody of a source and an account one, or leaves them two, for a reason.", value = 204)
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping(PATH + "/decisions")
    ResponseEntity<Void> decide(@AuthenticationPrincipal Program program, @RequestBody WantedDecision wanted) {
        var errors = new Errors();
        var key = key(wanted.source(), wanted.id(), errors);
        var reason = errors.reason(wanted.why());
        var choice = errors.read(
                "#/choice",
                wanted.choice(),
                said -> Optional.of(said).filter(one -> one.equals("link") || one.equals("leave")),
                "link or leave");
        errors.refuse();
        if (choice.orElseThrow().equals("leave")) {
            if (!sources.decisions().leave(key.orElseThrow(), program.actor(), reason.orElseThrow())) {
                throw Refusal.noSuch("conflict");
            }
            return ResponseEntity.noContent().build();
        }
        var conflict = store.look(books -> SourceConflicts.in(books).find(key.orElseThrow()))
                .orElseThrow(() -> Refusal.noSuch("conflict"));
        var with = conflict.with()
                .orElseThrow(() -> Refusal.of(ProblemKind.CONFLICT, "It is no single account that stands in the way."));
        return switch (sources.decisions().link(conflict.key(), with, program.actor(), reason.orElseThrow())) {
            case LINKED -> ResponseEntity.noContent().build();
            case NO_SUCH_CONFLICT -> throw Refusal.noSuch("conflict");
            case NO_SUCH_ACCOUNT -> throw Refusal.of(ProblemKind.CONFLICT, "The account has gone.");
            case LINKED_ALREADY ->
                throw Refusal.of(ProblemKind.CONFLICT, "One of the two belongs to somebody else already.");
        };
    }

    @Answers(to = "Takes an account away from a source, for a reason: Sallyport keeps it itself then.", value = 204)
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping(PATH + "/unlink")
    ResponseEntity<Void> unlink(@AuthenticationPrincipal Program program, @RequestBody WantedUnlinking wanted) {
        var errors = new Errors();
        var key = key(wanted.source(), wanted.id(), errors);
        var reason = errors.reason(wanted.why());
        errors.refuse();
        if (!sources.decisions().unlink(key.orElseThrow(), program.actor(), reason.orElseThrow())) {
            throw Refusal.noSuch("link");
        }
        return ResponseEntity.noContent().build();
    }

    private List<SourceDesk.Standing> asked(Map<String, String> said) {
        var wanted = new Query(said).only("source").text("source");
        return standings(wanted.map(typed ->
                name(typed).orElseThrow(() -> Refusal.unfit("?source", "the name of a source, like ldap/acme"))));
    }

    private List<SourceDesk.Standing> standings(Optional<SourceName> one) {
        return one.map(List::of).orElseGet(() -> sources.desk().names()).stream()
                .flatMap(name -> sources.desk().standing(name).stream())
                .toList();
    }

    private SourceView view(SourceName name) {
        return sources.desk().standing(name).map(SourceView::of).orElseThrow(() -> Refusal.noSuch("source"));
    }

    private static Optional<SourceKey> key(@Nullable String source, @Nullable String id, Errors errors) {
        var name = source(source, errors);
        return errors.read(
                "#/id",
                id,
                typed -> name.flatMap(one -> key(one, typed)),
                "how the source calls them for ever: 1 to " + SourceKey.LONGEST + " characters without blanks");
    }

    private static Optional<SourceKey> key(SourceName source, String id) {
        try {
            return Optional.of(new SourceKey(source, id));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static Optional<SourceName> source(@Nullable String typed, Errors errors) {
        return errors.read("#/source", typed, SourceApi::name, "the name of a source, like ldap/acme");
    }

    private static Optional<SourceName> name(String typed) {
        try {
            return Optional.of(new SourceName(typed));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
