package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
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

/// Where accounts come from: how each source stands, having one read, and deciding what no rule decides. What an admin
/// decides takes a reason, and a second factor proved just now.
@Controller
@RequestMapping("/admin/sources")
class SourcePages {
    private static final String PATH = "/admin/sources";
    private static final Set<String> DONE =
            Set.of("wanted", "released", "linked", "left", "gone", "linked-already", "no-such-account");

    private final Services.Sources sources;
    private final Store store;
    private final InstantSource clock;

    SourcePages(Services.Sources sources, Store store, InstantSource clock) {
        this.sources = sources;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.SOURCES_SEE)
    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        return page(visitor).with("done", DONE.contains(done) ? done : "").show();
    }

    /// Has a source read, or only asks what that would come to.
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping("/read")
    ModelAndView read(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String kind) {
        var wanted = switch (kind) {
            case "full" -> SourceReading.Wanted.FULL;
            case "dry-run" -> SourceReading.Wanted.DRY_RUN;
            default -> throw new NoSuchThing();
        };
        if (!sources.desk().want(require(source), wanted, visitor.actor())) {
            throw new NoSuchThing();
        }
        return back("wanted");
    }

    /// To prove the second factor anew before something is decided.
    @Needs(Permission.SOURCES_CHANGE)
    @GetMapping("/decide")
    ModelAndView prove(@AuthenticationPrincipal Visitor visitor) {
        return visitor.needsStepUpAsStaff(clock.instant()) ? StepUp.ofStaff(visitor, PATH) : Page.goTo(PATH);
    }

    /// Lets suspensions go on that were held back since they are so many.
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping("/release")
    ModelAndView release(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String why) {
        var name = require(source);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH);
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return wrong(visitor, why, "held " + name);
        }
        return back(sources.desk().release(name, visitor.actor(), reason.get()) ? "released" : "gone");
    }

    /// Makes somebody of a source and an account one, or leaves them two.
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping("/conflict")
    ModelAndView decide(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String why) {
        var key = key(source, id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH);
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return wrong(visitor, why, source + " " + id);
        }
        return switch (choice) {
            case "link" -> link(visitor, key, reason.get());
            case "leave" -> back(sources.decisions().leave(key, visitor.actor(), reason.get()) ? "left" : "gone");
            default -> throw new NoSuchThing();
        };
    }

    private ModelAndView link(Visitor visitor, SourceKey key, Reason why) {
        Optional<SourceConflict> conflict =
                store.look(books -> SourceConflicts.in(books).find(key));
        var with = conflict.flatMap(SourceConflict::with);
        if (with.isEmpty()) {
            return back("gone");
        }
        return back(
                switch (sources.decisions().link(key, with.get(), visitor.actor(), why)) {
                    case LINKED -> "linked";
                    case NO_SUCH_CONFLICT -> "gone";
                    case NO_SUCH_ACCOUNT -> "no-such-account";
                    case LINKED_ALREADY -> "linked-already";
                });
    }

    private ModelAndView wrong(Visitor visitor, String why, String about) {
        return page(visitor)
                .with("why", why)
                .with("about", about)
                .wrong(Said.of("reason.missing").about("why"))
                .show();
    }

    private Page page(Visitor visitor) {
        List<SourceDesk.Standing> standings = sources.desk().names().stream()
                .flatMap(name -> sources.desk().standing(name).stream())
                .toList();
        return Page.of("admin/sources")
                .with("sources", standings.stream().map(SourceRow::of).toList())
                .with("done", "")
                .with("why", "")
                .with("about", "")
                .with("stepUp", visitor.needsStepUpAsStaff(clock.instant()));
    }

    private static SourceName require(String typed) {
        try {
            return new SourceName(typed);
        } catch (IllegalArgumentException noName) {
            throw new NoSuchThing();
        }
    }

    private static SourceKey key(String source, String id) {
        try {
            return new SourceKey(require(source), id);
        } catch (IllegalArgumentException noKey) {
            throw new NoSuchThing();
        }
    }

    private static ModelAndView back(String done) {
        return Page.goTo(PATH + "?done=" + done);
    }
}
