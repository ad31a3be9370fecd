package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.staff.Approving;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.staff.ProposalDesk;
import org.sallyport.core.staff.Proposed;
import org.sallyport.core.staff.RequirementDesk;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What one of the staff wants done and another approves, with a second factor proved just now, or declines.
@Controller
@RequestMapping("/admin/proposals")
class ProposalPages {
    /// Where whoever has proposed something is sent.
    static final String PROPOSED = "/admin/proposals?done=proposed";

    private static final Set<String> DONE = Set.of("proposed", "done", "declined", "withdrawn", "outdated", "gone");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ProposalDesk desk;
    private final WhatStops stops;
    private final Store store;
    private final InstantSource clock;

    ProposalPages(ProposalDesk desk, WhatStops stops, Store store, InstantSource clock) {
        this.desk = desk;
        this.stops = stops;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.APPROVE)
    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String done) {
        var waiting = desk.waiting();
        List<ProposalRow> rows = store.look(
                books -> waiting.stream().map(one -> ProposalRow.of(books, one)).toList());
        return Page.of("admin/proposals")
                .with("proposals", rows)
                .with("done", DONE.contains(done) ? done : "")
                .show();
    }

    @Needs(Permission.APPROVE)
    @GetMapping("/{id}")
    ModelAndView one(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return page(visitor, id, "").show();
    }

    @Needs(Permission.APPROVE)
    @PostMapping("/{id}/approve")
    ModelAndView approve(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, "/admin/proposals/" + idOf(id))
                : done(desk.approve(visitor.id(), idOf(id)), "done");
    }

    @Needs(Permission.APPROVE)
    @PostMapping("/{id}/decline")
    ModelAndView decline(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var reason = Reason.parse(why);
        return reason.isEmpty()
                ? page(visitor, id, why)
                        .wrong(Said.of("reason.missing").about("why"))
                        .show()
                : done(desk.decline(visitor.id(), idOf(id), reason.get()), "declined");
    }

    @Needs(Permission.APPROVE)
    @PostMapping("/{id}/withdraw")
    ModelAndView withdraw(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return done(desk.withdraw(visitor.id(), idOf(id)), "withdrawn");
    }

    private static ModelAndView done(Approving outcome, String done) {
        return switch (outcome) {
            case DONE -> Page.goTo("/admin/proposals?done=" + done);
            case OUTDATED -> Page.goTo("/admin/proposals?done=outdated");
            case GONE -> Page.goTo("/admin/proposals?done=gone");
            case NOT_ALLOWED -> throw new NotYourDuty();
        };
    }

    private Page page(Visitor visitor, String id, String why) {
        var waiting = desk.find(idOf(id)).orElseThrow(NoSuchThing::new);
        var what = waiting.proposal().what();
        ProposalRow row = store.look(books -> ProposalRow.of(books, waiting));
        return stops.of(what, Page.of("admin/proposal"))
                .with("one", row)
                .with("exempts", RequirementDesk.change(what).wanted().equals(Optional.of(MfaState.Required.NO)))
                .with("changes", changes(what))
                .with("mine", waiting.proposal().proposer().equals(visitor.id()))
                .with("may", waiting.isFor(visitor.id()))
                .with("why", why);
    }

    private static List<PolicyPages.Change> changes(Proposed what) {
        var changes = new ArrayList<PolicyPages.Change>();
        PolicyDesk.changes(what)
                .forEach((key, change) -> changes.add(new PolicyPages.Change(
                        key.code(),
                        !key.choices().isEmpty(),
                        change.shown().orElse(""),
                        change.wanted().orElse(""))));
        return changes;
    }

    private static UUID idOf(String typed) {
        if (!ID.matcher(typed).matches()) {
            throw new NoSuchThing();
        }
        return UUID.fromString(typed);
    }
}
