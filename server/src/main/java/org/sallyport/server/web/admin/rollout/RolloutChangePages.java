package org.sallyport.server.web.admin.rollout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.rollout.RolloutDesk.Change;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Changing a rollout that is open, and giving one person more time: with what would happen, a reason, and a second
/// factor proved just now.
@Controller
class RolloutChangePages {
    private static final Set<String> WITH_DAYS = Set.of("until", "more-time");

    private final RolloutFinder finder;
    private final RolloutDesk desk;
    private final Store store;
    private final InstantSource clock;

    RolloutChangePages(RolloutFinder finder, RolloutDesk desk, Store store, InstantSource clock) {
        this.finder = finder;
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    /// What is asked for.
    ///
    /// @param what `pause`, `until`, `switch-all`, `call-off` or `more-time`
    /// @param person who gets more time; empty where it is about all
    public record Asked(String what, Optional<Account> person, String days, String why) {
        /// Whether it takes a number of days.
        public boolean isDated() {
            return WITH_DAYS.contains(what);
        }

        Optional<Duration> time() {
            return Days.read(days, Rollout.LONGEST);
        }
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping("/admin/rollout/{id}/change/{what}")
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable String what) {
        var rollout = finder.requireOpen(id);
        var asked = new Asked(known(what), Optional.empty(), "14", "");
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, path(rollout, asked))
                : page(rollout, asked).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping("/admin/rollout/{id}/change/{what}")
    ModelAndView change(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @PathVariable String what,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String why) {
        var rollout = finder.requireOpen(id);
        var asked = new Asked(known(what), Optional.empty(), days, why);
        return decided(
                visitor, rollout, asked, reason -> desk.change(rollout.id(), change(asked), visitor.actor(), reason));
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping("/admin/rollout/{id}/people/{account}/more-time")
    ModelAndView personForm(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable String account) {
        var person = person(visitor, account);
        var rollout = finder.require(id);
        var asked = new Asked("more-time", Optional.of(person), "14", "");
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, path(rollout, asked))
                : page(rollout, asked).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping("/admin/rollout/{id}/people/{account}/more-time")
    ModelAndView giveMoreTime(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String why) {
        var person = person(visitor, account);
        var rollout = finder.require(id);
        var asked = new Asked("more-time", Optional.of(person), days, why);
        return decided(
                visitor,
                rollout,
                asked,
                reason -> desk.takeBack(
                        rollout.id(),
                        person.id(),
                        clock.instant().plus(asked.time().orElseThrow()),
                        visitor.actor(),
                        reason));
    }

    /// What is done once nothing is wrong with the form.
    private interface Doing {
        /// @return false when it cannot be done any more
        boolean isDone(Reason reason);
    }

    private ModelAndView decided(Visitor visitor, Rollout rollout, Asked asked, Doing doing) {
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, path(rollout, asked));
        }
        if (asked.isDated() && asked.time().isEmpty()) {
            return page(rollout, asked)
                    .wrong(Said.of("rollout.bad-days", Rollout.LONGEST.toDays()).about("days"))
                    .show();
        }
        var reason = Reason.parse(asked.why());
        if (reason.isEmpty()) {
            return page(rollout, asked)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        var done = doing.isDone(reason.get()) ? asked.what() : "not-possible";
        return Page.goTo("/admin/rollout/" + rollout.id() + "?done=" + done);
    }

    private Page page(Rollout rollout, Asked asked) {
        return Page.of("admin/rollout-change")
                .with("standing", finder.standing(rollout))
                .with("asked", asked)
                .with("path", path(rollout, asked));
    }

    private Account person(Visitor visitor, String id) {
        Account person = AccountId.parse(id)
                .flatMap(known -> store.look(books -> Accounts.in(books).find(known)))
                .orElseThrow(NoSuchThing::new);
        if (!visitor.dutiesAbout(person).contains(Permission.POLICY_CHANGE)) {
            throw new NotYourDuty();
        }
        return person;
    }

    private Change change(Asked asked) {
        return switch (asked.what()) {
            case "pause" -> new Change.Pause();
            case "until" -> new Change.Until(clock.instant().plus(asked.time().orElseThrow()));
            case "switch-all" -> new Change.SwitchAll();
            default -> new Change.CallOff();
        };
    }

    private static String known(String what) {
        if (!Set.of("pause", "until", "switch-all", "call-off").contains(what)) {
            throw new NoSuchThing();
        }
        return what;
    }

    private static String path(Rollout rollout, Asked asked) {
        var base = "/admin/rollout/" + rollout.id();
        return asked.person()
                .map(person -> base + "/people/" + person.id() + "/more-time")
                .orElseGet(() -> base + "/change/" + asked.what());
    }
}
