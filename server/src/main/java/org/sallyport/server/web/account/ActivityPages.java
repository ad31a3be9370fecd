package org.sallyport.server.web.account;

import java.time.InstantSource;
import java.util.regex.Pattern;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.StepUp;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What was done to one's account and by whom, and everything about it as a file.
@Controller
class ActivityPages {
    private static final String DATA = "/account/data";
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

    private final ActivityHistory activity;
    private final AccountExport export;
    private final InstantSource clock;

    ActivityPages(ActivityHistory activity, AccountExport export, InstantSource clock) {
        this.activity = activity;
        this.export = export;
        this.clock = clock;
    }

    @GetMapping("/account/activity")
    ModelAndView activity(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String before) {
        long place = PLACE.matcher(before).matches() ? Long.parseLong(before) : Long.MAX_VALUE;
        var found = activity.before(visitor.id(), place);
        return Page.of("activity")
                .with("events", found.events())
                .with("earlier", found.earlier())
                .with("days", SignInHistory.REACH.toDays())
                .show();
    }

    /// Shows the address of the contact in full, so that whoever only has the cookie does not get it.
    @GetMapping(DATA)
    Object data(@AuthenticationPrincipal Visitor visitor) {
        return visitor.needsStepUp(clock.instant())
                ? StepUp.to(DATA)
                : ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-account.json\"")
                        .body(export.of(visitor.id()));
    }
}
