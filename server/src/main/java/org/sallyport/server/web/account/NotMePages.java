package org.sallyport.server.web.account;

import java.time.InstantSource;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// *This was not me*: where the mails lead that tell of a change. It changes nothing by itself (mail scanners follow
/// links) and leads to whatever takes an account back, in the order in which that helps. Asks for the second factor
/// first, because everything behind it does.
@Controller
class NotMePages {
    private static final String PATH = "/account/not-me";

    private final AppPasswords appPasswords;
    private final TokenDesk tokens;
    private final InstantSource clock;

    NotMePages(AppPasswords appPasswords, TokenDesk tokens, InstantSource clock) {
        this.appPasswords = appPasswords;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView page(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        var now = clock.instant();
        return visitor.needsStepUp(now)
                ? StepUp.to(PATH)
                : Page.of("not-me")
                        .with("mfa", visitor.stage(now) == Stage.SIGNED_IN)
                        .with("count", appPasswords.of(visitor.id()).size())
                        .with("tokens", personalTokens(visitor))
                        .with("done", done.equals("tokens"))
                        .show();
    }

    /// Ends the tokens that programs of whoever it was may have.
    @PostMapping(PATH + "/tokens")
    ModelAndView endTokens(@AuthenticationPrincipal Visitor visitor) {
        if (visitor.needsStepUp(clock.instant())) {
            return StepUp.to(PATH);
        }
        tokens.endPersonal(visitor.id());
        return Page.goTo(PATH + "?done=tokens");
    }

    private long personalTokens(Visitor visitor) {
        return tokens.of(visitor.id()).stream()
                .filter(token -> token.kind() == ApiToken.Kind.PERSONAL)
                .count();
    }
}
