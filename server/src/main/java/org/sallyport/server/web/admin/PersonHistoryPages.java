package org.sallyport.server.web.admin;

import java.util.regex.Pattern;
import org.sallyport.core.account.Permission;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What was done to a person's account, by whom and why.
@Controller
class PersonHistoryPages {
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

    private final PersonFinder finder;
    private final ActivityHistory history;

    PersonHistoryPages(PersonFinder finder, ActivityHistory history) {
        this.finder = finder;
        this.history = history;
    }

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/admin/people/{id}/history")
    ModelAndView history(@PathVariable String id, @RequestParam(defaultValue = "") String before) {
        var person = finder.require(id);
        long place = PLACE.matcher(before).matches() ? Long.parseLong(before) : Long.MAX_VALUE;
        var found = history.before(person.account().id(), place);
        return Page.of("admin/person-history")
                .with("person", person)
                .with("events", found.events())
                .with("earlier", found.earlier())
                .with("days", SignInHistory.REACH.toDays())
                .show();
    }
}
