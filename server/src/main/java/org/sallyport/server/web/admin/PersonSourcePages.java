package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.source.SourceLink;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Takes a person's account away from a source that it comes from, which Sallyport keeps by itself from then on.
@Controller
@RequestMapping("/admin/people/{id}/unlink")
class PersonSourcePages {
    private final PersonFinder finder;
    private final Services.Sources sources;
    private final InstantSource clock;

    PersonSourcePages(PersonFinder finder, Services.Sources sources, InstantSource clock) {
        this.finder = finder;
        this.sources = sources;
        this.clock = clock;
    }

    @Needs(Permission.SOURCES_CHANGE)
    @GetMapping
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = finder.require(id, visitor, Permission.SOURCES_CHANGE);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? stepUp(visitor, person)
                : page(person, links(person), "", "").show();
    }

    /// @param link as the form has it: the source, a blank, and what the source calls them
    @Needs(Permission.SOURCES_CHANGE)
    @PostMapping
    ModelAndView unlink(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String why) {
        var person = finder.require(id, visitor, Permission.SOURCES_CHANGE);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return stepUp(visitor, person);
        }
        var links = links(person);
        var chosen = links.stream().filter(one -> named(one).equals(link)).findFirst();
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(person, links, link, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        if (chosen.isEmpty()) {
            return page(person, links, link, why)
                    .wrong(Said.of("person.unlink.which").about("link-0"))
                    .show();
        }
        boolean isDone = sources.decisions().unlink(chosen.get().key(), visitor.actor(), reason.get());
        return Page.goTo("/admin/people/" + person.id() + (isDone ? "?done=unlinked" : ""));
    }

    private List<SourceLink> links(Person person) {
        var links = finder.links(person);
        if (links.isEmpty()) {
            throw new NoSuchThing();
        }
        return links;
    }

    private static String named(SourceLink link) {
        return link.key().source() + " " + link.key().externalId();
    }

    private static ModelAndView stepUp(Visitor visitor, Person person) {
        return StepUp.ofStaff(visitor, "/admin/people/" + person.id() + "/unlink");
    }

    private static Page page(Person person, List<SourceLink> links, String chosen, String why) {
        return Page.of("admin/person-unlink")
                .with("person", person)
                .with("links", links)
                .with("chosen", chosen)
                .with("why", why);
    }
}
