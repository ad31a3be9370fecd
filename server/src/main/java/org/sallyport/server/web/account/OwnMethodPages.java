package org.sallyport.server.web.account;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.MethodName;
import org.sallyport.core.method.Room;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The methods one has: which is asked for first, what they are called, one more, one less. Every change needs a second
/// factor proved within five minutes; the gate has let in nobody who has not proved any.
@Controller
@RequestMapping(OwnMethodPages.PATH)
class OwnMethodPages {
    static final String PATH = "/account/methods";

    /// What has just been done, as the end of a message key.
    private static final Set<String> DONE =
            Set.of("added", "renamed", "default", "removed", "the-last-one", "recovered", "replaced");

    /// After these a stranger who was let in by the old methods may still be inside.
    private static final Set<String> CHANGES_WHO_GETS_IN = Set.of("added", "removed", "recovered");

    private final RegisteredMethods methods;
    private final Enrollments enrollments;
    private final RecoveryCodes codes;
    private final InstantSource clock;

    OwnMethodPages(RegisteredMethods methods, Enrollments enrollments, RecoveryCodes codes, InstantSource clock) {
        this.methods = methods;
        this.enrollments = enrollments;
        this.codes = codes;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        var held = methods.of(visitor.id());
        return Page.of("methods/list")
                .with("methods", rows(held))
                .with("room", Room.isLeft(held))
                .with("most", Room.MOST)
                .with("done", DONE.contains(done) ? done : "")
                .with("codesLeft", codes.left(visitor.id()))
                .with("endOthers", CHANGES_WHO_GETS_IN.contains(done))
                .show();
    }

    @GetMapping("/new")
    ModelAndView askToAdd(@AuthenticationPrincipal Visitor visitor) {
        if (!Room.isLeft(methods.of(visitor.id()))) {
            return Page.goTo(PATH);
        }
        return visitor.isFresh(clock.instant())
                ? Page.of("methods/new")
                        .with("mostOfAKind", Room.MOST_OF_A_KIND)
                        .show()
                : stepUp("/new");
    }

    /// Sets out for one more: the pages of *Set it up now* take it from here.
    @PostMapping("/new")
    ModelAndView add(@AuthenticationPrincipal Visitor visitor) {
        if (!visitor.isFresh(clock.instant())) {
            return stepUp("/new");
        }
        return switch (enrollments.beginAnother(visitor.id())) {
            case Progress.Moved _ -> Page.goTo("/set-up/method");
            // "Next" of the first one is left.
            case Progress.OutOfOrder(var where) when where.isPresent() -> Page.goTo("/set-up/next");
            default -> Page.goTo(PATH);
        };
    }

    @GetMapping("/{id}/rename")
    ModelAndView renameForm(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var method = row(visitor, id);
        return visitor.isFresh(clock.instant())
                ? renamePage(method, method.name()).show()
                : stepUpTo("rename", method);
    }

    @PostMapping("/{id}/rename")
    ModelAndView rename(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String label) {
        var method = row(visitor, id);
        var name = nameOf(label);
        if (name.isEmpty()) {
            return renamePage(method, label)
                    .wrong(Said.of("new.bad-label", MethodName.MAX_LENGTH).about("label"))
                    .show();
        }
        return switch (methods.rename(visitor.id(), idOf(id), name.get(), visitor.factorProved())) {
            case DONE -> done("renamed");
            case STEP_UP_NEEDED -> stepUpTo("rename", method);
            case NO_SUCH_METHOD -> throw new NoSuchThing();
        };
    }

    @PostMapping("/{id}/default")
    ModelAndView prefer(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        row(visitor, id);
        return switch (methods.prefer(visitor.id(), idOf(id), visitor.factorProved())) {
            case DONE -> done("default");
            case STEP_UP_NEEDED -> stepUp("");
            case NO_SUCH_METHOD -> throw new NoSuchThing();
        };
    }

    @GetMapping("/{id}/remove")
    ModelAndView askToRemove(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var method = row(visitor, id);
        if (methods.of(visitor.id()).size() == 1) {
            return done("the-last-one");
        }
        return visitor.isFresh(clock.instant())
                ? Page.of("methods/remove").with("method", method).show()
                : stepUpTo("remove", method);
    }

    @PostMapping("/{id}/remove")
    ModelAndView remove(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var method = row(visitor, id);
        return switch (methods.remove(visitor.id(), idOf(id), visitor.factorProved())) {
            case REMOVED -> done("removed");
            case THE_LAST_ONE -> done("the-last-one");
            case STEP_UP_NEEDED -> stepUpTo("remove", method);
            case NO_SUCH_METHOD -> throw new NoSuchThing();
        };
    }

    private static ModelAndView done(String what) {
        return Page.goTo(PATH + "?done=" + what);
    }

    private static ModelAndView stepUpTo(String what, MethodRow method) {
        return stepUp("/" + method.id() + "/" + what);
    }

    private static ModelAndView stepUp(String below) {
        return StepUp.to(PATH + below);
    }

    private static Page renamePage(MethodRow method, String label) {
        return Page.of("methods/rename").with("method", method).with("label", label);
    }

    private static List<MethodRow> rows(List<Method> held) {
        return held.stream().map(MethodRow::of).toList();
    }

    private MethodRow row(Visitor visitor, String id) {
        var wanted = idOf(id).toString();
        return rows(methods.of(visitor.id())).stream()
                .filter(row -> row.id().equals(wanted))
                .findFirst()
                .orElseThrow(NoSuchThing::new);
    }

    private static MethodId idOf(String id) {
        return MethodId.parse(id).orElseThrow(NoSuchThing::new);
    }

    private static Optional<MethodName> nameOf(String typed) {
        try {
            return Optional.of(new MethodName(typed));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }
}
