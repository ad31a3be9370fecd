package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.bulk.BulkAct;
import org.sallyport.core.bulk.BulkDesk;
import org.sallyport.core.method.Method;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The list of people with their MFA state, searched and filtered.
@Controller
class PeoplePages {
    private final People people;
    private final InstantSource clock;

    PeoplePages(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/admin")
    ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        var filters = new Filters(asked);
        Optional<Username> behind = Username.parse(asked.getOrDefault("after", ""));
        var sheet = people.find(filters.query(clock.instant()), behind);
        return Page.of("admin/people")
                .with("done", "deleted".equals(asked.get("done")) ? "deleted" : "")
                .with("filters", filters)
                .with("people", sheet.people())
                .with("found", sheet.found())
                .with("complete", sheet.complete() == PeopleList.Complete.YES)
                .with("first", behind.isEmpty() ? "" : filters.from(""))
                .with(
                        "next",
                        sheet.next().map(Username::canonical).map(filters::from).orElse(""))
                .with("groups", people.groups())
                .with(
                        "methods",
                        Arrays.stream(Method.Kind.values())
                                .map(Method.Kind::code)
                                .toList())
                .with("days", Filters.DAYS)
                .with("sent", Filters.SENT)
                .with("acts", acts(visitor))
                .with("most", BulkDesk.MOST)
                .show();
    }

    /// The codes of what the visitor may do to many.
    private static List<String> acts(Visitor visitor) {
        return Arrays.stream(BulkAct.Kind.values())
                .filter(kind -> visitor.may(kind.needs()))
                .map(BulkAct.Kind::code)
                .toList();
    }
}
