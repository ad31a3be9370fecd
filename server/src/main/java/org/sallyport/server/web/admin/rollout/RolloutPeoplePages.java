package org.sallyport.server.web.admin.rollout;

import java.time.InstantSource;
import org.sallyport.core.account.Permission;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The people of a rollout: who would notice today, who would not, and who was switched over.
@Controller
class RolloutPeoplePages {
    private static final int PAGE = 50;

    private final RolloutFinder finder;
    private final Store store;
    private final InstantSource clock;

    RolloutPeoplePages(RolloutFinder finder, Store store, InstantSource clock) {
        this.finder = finder;
        this.store = store;
        this.clock = clock;
    }

    /// @param show `sending`, `quiet` or `switched`
    /// @param after where the page begins; the first where it is none
    @Needs(Permission.OBSERVE)
    @GetMapping("/admin/rollout/{id}/people")
    ModelAndView people(
            @PathVariable String id,
            @RequestParam(defaultValue = "sending") String show,
            @RequestParam(defaultValue = "") String after) {
        var rollout = finder.require(id);
        var now = clock.instant();
        PeopleSheet sheet = store.look(
                books -> PeopleSheet.of(books, rollout, show, after, PAGE, now).orElseThrow(NoSuchThing::new));
        return Page.of("admin/rollout-people")
                .with("standing", finder.standing(rollout))
                .with("show", show)
                .with("rows", sheet.rows())
                .with("next", sheet.next())
                .show();
    }
}
