package org.sallyport.server.web.admin.rollout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All rollouts, and one: how far it has come, what its people's apps are, and who would notice today.
@Controller
class RolloutPages {
    /// What is rarer is in the file.
    private static final int MOST_APPS = 50;

    private static final Set<String> DONE =
            Set.of("started", "pause", "until", "switch-all", "call-off", "more-time", "not-possible");

    private final RolloutFinder finder;
    private final Store store;
    private final Moments moments;
    private final InstantSource clock;

    RolloutPages(RolloutFinder finder, Store store, Moments moments, InstantSource clock) {
        this.finder = finder;
        this.store = store;
        this.moments = moments;
        this.clock = clock;
    }

    @Needs(Permission.OBSERVE)
    @GetMapping("/admin/rollout")
    ModelAndView list() {
        return Page.of("admin/rollouts").with("rollouts", finder.all()).show();
    }

    @Needs(Permission.OBSERVE)
    @GetMapping("/admin/rollout/{id}")
    ModelAndView one(@PathVariable String id, @RequestParam(defaultValue = "") String done, Locale locale) {
        var rollout = finder.require(id);
        var now = clock.instant();
        List<Switchovers.Counted> counted =
                store.look(books -> Switchovers.in(books).counted(rollout.id()));
        Standing standing = store.look(books -> Standing.of(books, rollout, counted, now));
        return Page.of("admin/rollout")
                .with("standing", standing)
                .with("course", course(rollout, counted, standing.all(), now, locale))
                .with("apps", apps(rollout, now))
                .with("done", DONE.contains(done) ? done : "")
                .show();
    }

    private Course course(Rollout rollout, List<Switchovers.Counted> counted, long all, Instant now, Locale locale) {
        var until = rollout.over().filter(now::isAfter).orElse(now);
        return Course.of(counted, DailyFigures.day(rollout.began()), DailyFigures.day(until), all, moments, locale);
    }

    private List<RolloutPeople.App> apps(Rollout rollout, Instant now) {
        return rollout.isOpen()
                ? store.look(books -> RolloutPeople.in(books)
                        .apps(new Sought(rollout, Who.SENDING, rollout.counting(now)), MOST_APPS))
                : List.of();
    }
}
