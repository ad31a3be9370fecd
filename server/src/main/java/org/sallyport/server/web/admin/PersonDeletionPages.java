package org.sallyport.server.web.admin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.deletion.DeletionDesk;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Deleting somebody: with a reason and a second factor proved just now, after a page that says what is lost; and
/// taking it back while it waits.
@Controller
@RequestMapping("/admin/people/{id}")
class PersonDeletionPages {
    /// After how many days, as the form offers it; 0 for at once.
    private static final List<Integer> DAYS = List.of(7, 30, 90, 1, 0);

    private final PersonFinder finder;
    private final DeletionDesk deletions;
    private final WhatStops stops;
    private final InstantSource clock;

    PersonDeletionPages(PersonFinder finder, DeletionDesk deletions, WhatStops stops, InstantSource clock) {
        this.finder = finder;
        this.deletions = deletions;
        this.stops = stops;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_DELETE)
    @GetMapping("/delete")
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = require(id, visitor);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, "/admin/people/" + person.id() + "/delete")
                : page(person, DAYS.getFirst(), "").show();
    }

    @Needs(Permission.PEOPLE_DELETE)
    @PostMapping("/delete")
    ModelAndView delete(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String why) {
        var person = require(id, visitor);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, "/admin/people/" + person.id() + "/delete");
        }
        int chosen = DAYS.stream()
                .filter(offered -> offered.toString().equals(days))
                .findFirst()
                .orElseThrow(NoSuchThing::new);
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(person, chosen, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        var wait = Duration.ofDays(chosen);
        return switch (deletions.plan(visitor.id(), person.account().id(), wait, reason.get())) {
            case PLANNED -> chosen == 0 ? Page.goTo("/admin?done=deleted") : back(person, "deletion-planned");
            case PROPOSED -> Page.goTo(ProposalPages.PROPOSED);
            case LAST_OWNER -> back(person, "last-owner");
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NO_SUCH_ACCOUNT -> throw new NoSuchThing();
        };
    }

    @Needs(Permission.PEOPLE_DELETE)
    @PostMapping("/keep")
    ModelAndView keep(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = require(id, visitor);
        if (!deletions.takeBack(person.account().id(), visitor.actor())) {
            throw new NoSuchThing();
        }
        return back(person, "kept");
    }

    private Page page(Person person, int days, String why) {
        var page = Page.of("admin/person-delete")
                .with("person", person)
                .with("second", deletions.needsSecond())
                .with("daysOffered", DAYS)
                .with("days", days)
                .with("why", why);
        return stops.of(person.account().id(), page);
    }

    private Person require(String id, Visitor visitor) {
        var person = finder.require(id, visitor, Permission.PEOPLE_DELETE);
        if (person.account().id().equals(visitor.id())) {
            throw new NotYourDuty();
        }
        return person;
    }

    private static ModelAndView back(Person person, String done) {
        return Page.goTo("/admin/people/" + person.id() + "?done=" + done);
    }
}
