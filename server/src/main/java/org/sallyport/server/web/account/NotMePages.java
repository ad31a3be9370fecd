package org.sallyport.server.web.account;

import java.time.InstantSource;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// *This was not me*: where the mails lead that tell of a change. It changes nothing by itself (mail scanners follow
/// links) and leads to whatever takes an account back, in the order in which that helps. Asks for the second factor
/// first, because everything behind it does.
@Controller
class NotMePages {
    private static final String PATH = "/account/not-me";

    private final AppPasswords appPasswords;
    private final InstantSource clock;

    NotMePages(AppPasswords appPasswords, InstantSource clock) {
        this.appPasswords = appPasswords;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView page(@AuthenticationPrincipal Visitor visitor) {
        var now = clock.instant();
        return visitor.needsStepUp(now)
                ? StepUp.to(PATH)
                : Page.of("not-me")
                        .with("mfa", visitor.stage(now) == Stage.SIGNED_IN)
                        .with("count", appPasswords.of(visitor.id()).size())
                        .show();
    }
}
