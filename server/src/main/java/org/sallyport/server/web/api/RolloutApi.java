package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.rollout.PeopleSheet;
import org.sallyport.server.web.admin.rollout.RolloutFinder;
import org.sallyport.server.web.admin.rollout.Standing;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Rollouts: listed, how far they have come, and what one would do.
@RestController
@RequestMapping(RolloutApi.PATH)
class RolloutApi {
    static final String PATH = "/api/v1/rollouts";

    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int MOST_APPS = 50;
    private static final int USUAL_QUIET = 14;

    private final RolloutFinder finder;
    private final RolloutDesk desk;
    private final Store store;
    private final InstantSource clock;

    RolloutApi(RolloutFinder finder, RolloutDesk desk, Store store, InstantSource clock) {
        this.finder = finder;
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    @Answers(to = "Lists rollouts, the newest first.")
    @Needs(Permission.OBSERVE)
    @GetMapping
    ResponseEntity<ApiPage<RolloutView>> list() {
        return ResponseEntity.ok(
                ApiPage.whole(desk.all().stream().map(RolloutView::of).toList()));
    }

    @Answers(to = "Shows one rollout.")
    @Needs(Permission.OBSERVE)
    @GetMapping("/{id}")
    ResponseEntity<RolloutView> read(@PathVariable String id) {
        return StateTag.show(RolloutView.of(require(desk, id)));
    }

    @Answers(to = "How far one rollout has come, and what its people's apps are.")
    @Needs(Permission.OBSERVE)
    @GetMapping("/{id}/progress")
    ResponseEntity<RolloutView.ProgressView> progress(@PathVariable String id) {
        var rollout = require(desk, id);
        return ResponseEntity.ok(
                RolloutView.ProgressView.of(finder.standing(rollout), rollout.isOpen() ? apps(rollout) : List.of()));
    }

    @Answers(
            to = "Lists the people of one rollout: show is sending (who would notice), quiet or switched.",
            parameters = {"show:string", "limit:integer", "after:string"})
    @Needs(Permission.OBSERVE)
    @GetMapping("/{id}/people")
    ResponseEntity<ApiPage<RolloutView.RolloutPersonView>> people(
            @PathVariable String id, @RequestParam Map<String, String> said, HttpServletRequest request) {
        var rollout = require(desk, id);
        var query = new Query(said).only("show", "limit", "after");
        var show = query.text("show").orElse("sending");
        var after = query.text("after").orElse("");
        int limit = query.limit(USUAL, MOST);
        var now = clock.instant();
        PeopleSheet sheet = store.look(books -> PeopleSheet.of(books, rollout, show, after, limit, now)
                .orElseThrow(() -> Refusal.unfit("?show", "one of sending, quiet, switched")));
        return new ApiPage<>(
                        sheet.rows().stream()
                                .map(RolloutView.RolloutPersonView::of)
                                .toList(),
                        Optional.of(sheet.next()).filter(next -> !next.isEmpty()),
                        Optional.empty())
                .answer(request);
    }

    @Answers(
            to = "Who would notice a rollout for everybody, and which apps send account passwords.",
            parameters = "quiet_days:integer")
    @Needs(Permission.OBSERVE)
    @GetMapping("/forecast/everybody")
    ResponseEntity<RolloutView.ProgressView> forecastForEverybody(@RequestParam Map<String, String> said) {
        return forecast(new Subject.Everybody(), new Query(said).only("quiet_days"));
    }

    @Answers(
            to = "Who of a group would notice a rollout, and which apps send their account passwords.",
            parameters = {"name:string", "quiet_days:integer"})
    @Needs(Permission.OBSERVE)
    @GetMapping("/forecast/group")
    ResponseEntity<RolloutView.ProgressView> forecastForGroup(@RequestParam Map<String, String> said) {
        var query = new Query(said).only("name", "quiet_days");
        return forecast(SharedSubjects.group(query), query);
    }

    private ResponseEntity<RolloutView.ProgressView> forecast(Subject subject, Query query) {
        int days = query.days("quiet_days").orElse(USUAL_QUIET);
        if (days > Rollout.LONGEST_QUIET.toDays()) {
            throw Refusal.unfit("?quiet_days", "a number from 1 to " + Rollout.LONGEST_QUIET.toDays());
        }
        var draft = desk.drafted(subject, Rollout.LONGEST, Duration.ofDays(days));
        var now = clock.instant();
        Standing standing = store.look(books -> Standing.of(books, draft, List.of(), now));
        return ResponseEntity.ok(RolloutView.ProgressView.of(standing, apps(draft)));
    }

    private List<RolloutPeople.App> apps(Rollout rollout) {
        var sought = new Sought(rollout, Who.SENDING, rollout.counting(clock.instant()));
        return store.look(books -> RolloutPeople.in(books).apps(sought, MOST_APPS));
    }

    static Rollout require(RolloutDesk desk, String id) {
        return RolloutId.parse(id).flatMap(desk::find).orElseThrow(() -> Refusal.noSuch("rollout"));
    }
}
