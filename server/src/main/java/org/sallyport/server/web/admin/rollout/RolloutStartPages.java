package org.sallyport.server.web.admin.rollout;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.rollout.RolloutDesk.Starting;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Starting a rollout: for whom and for how long, then what would happen, then a reason.
@Controller
class RolloutStartPages {
    private static final String PATH = "/admin/rollout/new";
    private static final int MOST_GROUPS = 200;
    private static final int MOST_APPS = 20;

    private final RolloutDesk desk;
    private final Store store;
    private final InstantSource clock;

    RolloutStartPages(RolloutDesk desk, Store store, InstantSource clock) {
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping(PATH)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "30") String days,
            @RequestParam(defaultValue = "14") String quiet) {
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, PATH)
                : form(new Wanted(group, days, quiet)).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @GetMapping("/admin/rollout/new/preview")
    ModelAndView preview(
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String quiet) {
        var wanted = new Wanted(group, days, quiet);
        return wanted.problems().isEmpty()
                ? preview(wanted, "").show()
                : form(wanted).wrong(wanted.problems()).show();
    }

    @Needs(Permission.POLICY_CHANGE)
    @PostMapping(PATH)
    ModelAndView start(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String quiet,
            @RequestParam(defaultValue = "") String why) {
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH);
        }
        var wanted = new Wanted(group, days, quiet);
        if (!wanted.problems().isEmpty()) {
            return form(wanted).wrong(wanted.problems()).show();
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return preview(wanted, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        var starting = desk.start(
                wanted.subject().orElseThrow(),
                wanted.time().orElseThrow(),
                wanted.silence().orElseThrow(),
                visitor.actor(),
                reason.get());
        return switch (starting) {
            case Starting.Started(var rollout) -> Page.goTo("/admin/rollout/" + rollout.id() + "?done=started");
            case Starting.AlreadyRequired() ->
                form(wanted)
                        .wrong(Said.of("rollout.already-required").about("group"))
                        .show();
        };
    }

    private Page form(Wanted wanted) {
        List<GroupName> groups = store.look(books -> Groups.in(books).page(Optional.empty(), MOST_GROUPS));
        return Page.of("admin/rollout-new")
                .with("wanted", wanted)
                .with("groups", groups.stream().map(GroupName::value).toList());
    }

    private Page preview(Wanted wanted, String why) {
        var draft = wanted.drafted(desk);
        var now = clock.instant();
        var sought = new Sought(draft, Who.SENDING, draft.counting(now));
        List<RolloutPeople.App> apps =
                store.look(books -> RolloutPeople.in(books).apps(sought, MOST_APPS));
        Standing standing = store.look(books -> Standing.of(books, draft, List.of(), now));
        return Page.of("admin/rollout-preview")
                .with("wanted", wanted)
                .with("why", why)
                .with("standing", standing)
                .with("apps", apps);
    }
}
