package org.sallyport.server.web.admin;

import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.server.web.frame.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The list of people with their MFA state.
@Controller
class PeoplePages {
    private static final int LONGEST_SEARCH = 100;

    private final People people;

    PeoplePages(People people) {
        this.people = people;
    }

    @GetMapping("/admin")
    ModelAndView list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after) {
        var words = q.length() > LONGEST_SEARCH ? q.substring(0, LONGEST_SEARCH) : q;
        Optional<Username> behind = after.isEmpty() ? Optional.empty() : Username.parse(after);
        var sheet = people.find(words, behind);
        return Page.of("admin/people")
                .with("q", words)
                .with("people", sheet.people())
                .with("next", sheet.next().map(Username::canonical).orElse(""))
                .with("first", behind.isEmpty())
                .with("stopped", sheet.end() == People.End.STOPPED)
                .with("looked", People.MOST)
                .show();
    }
}
