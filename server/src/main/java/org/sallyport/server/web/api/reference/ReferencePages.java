package org.sallyport.server.web.api.reference;

import java.util.List;
import org.sallyport.core.account.Permission;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.api.Description;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What the API has, subject by subject, with a line to copy and, where scripts run, a form to try it with a token.
@Controller
class ReferencePages {
    private final Reference reference;
    private final WebSettings settings;

    ReferencePages(Description description, WebSettings settings) {
        this.reference = Reference.read(description.text());
        this.settings = settings;
    }

    /// @param about a subject; the first where there is none of this name
    @Needs(Permission.API_TOKENS_MAKE)
    @GetMapping("/admin/api")
    ModelAndView show(@RequestParam(defaultValue = "people") String about) {
        var subjects = reference.subjects();
        var shown = subjects.containsKey(about) ? about : "people";
        return Page.of("admin/api")
                .with("subjects", List.copyOf(subjects.keySet()))
                .with("about", shown)
                .with("operations", subjects.getOrDefault(shown, List.of()))
                .with("origin", settings.origin())
                .show();
    }
}
