package org.sallyport.server.web.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.Making;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tokens that somebody made for programs of theirs: listed, made with a fresh second factor and shown once,
/// revoked.
@Controller
@RequestMapping(TokenPages.PATH)
class TokenPages {
    static final String PATH = "/admin/tokens";

    private static final String NEW = "/new";
    private static final String FORM = "token";

    private final TokenDesk desk;
    private final Visits visits;
    private final InstantSource clock;

    TokenPages(TokenDesk desk, Visits visits, InstantSource clock) {
        this.desk = desk;
        this.visits = visits;
        this.clock = clock;
    }

    @Needs(Permission.API_TOKENS_MAKE)
    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        return Page.of("admin/tokens")
                .with("tokens", desk.of(visitor.id()))
                .with("now", clock.instant())
                .with("done", done.equals("revoked") ? done : "")
                .show();
    }

    @Needs(Permission.API_TOKENS_MAKE)
    @GetMapping(NEW)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        return visitor.isFreshAsStaff(clock.instant())
                ? page(visitor, TokenForm.usual(), request).show()
                : StepUp.ofStaff(visitor, PATH + NEW);
    }

    @Needs(Permission.API_TOKENS_MAKE)
    @PostMapping(NEW)
    ModelAndView make(
            @AuthenticationPrincipal Visitor visitor,
            @ModelAttribute("wanted") TokenForm wanted,
            @RequestParam(defaultValue = "") String mark,
            HttpServletRequest request) {
        if (!visitor.isFreshAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH + NEW);
        }
        var problems = wanted.problems();
        if (!problems.isEmpty()) {
            return page(visitor, wanted, request).wrong(problems).show();
        }
        // Before it is made: what was made has to be shown, and nothing on the way may fail.
        visits.leaveNote(request, Visits.Note.SECRET_SHOWN);
        var making = desk.make(
                visitor.id(),
                visitor.factorProved(),
                wanted.wanted(),
                books -> visits.closeForm(books, request, FORM, mark));
        return switch (making) {
            case Making.Made(var token, var secret) -> shown(token, secret);
            case Making.AlreadyMade() -> wasShown();
            case Making.StepUpNeeded() -> StepUp.ofStaff(visitor, PATH + NEW);
            case Making.NotAllowed() -> throw new NotYourDuty();
            case Making.TooMany() ->
                page(visitor, wanted, request)
                        .wrong(Said.of("token.too-many", TokenDesk.MOST))
                        .show();
        };
    }

    /// Where the script of the page that shows it points the browser's history.
    @Needs(Permission.API_TOKENS_MAKE)
    @GetMapping("/shown")
    ModelAndView wasShown() {
        return Page.of("admin/token-shown").gone().show();
    }

    @Needs(Permission.API_TOKENS_MAKE)
    @PostMapping("/revoke")
    ModelAndView revoke(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String token) {
        if (!desk.revoke(visitor.id(), idOf(token))) {
            throw new NoSuchThing();
        }
        return Page.goTo(PATH + "?done=revoked");
    }

    private static ModelAndView shown(ApiToken token, Secret made) {
        try (made) {
            return Page.of("admin/token-made")
                    .with("token", token)
                    .with("secret", made.reveal())
                    .show();
        }
    }

    private Page page(Visitor visitor, TokenForm wanted, HttpServletRequest request) {
        var role = visitor.rights().role();
        var kinds = List.of(ApiToken.Kind.PERSONAL, ApiToken.Kind.CLIENT).stream()
                .filter(kind -> !TokenDesk.scopes(role, kind).isEmpty())
                .toList();
        return Page.of("admin/token-new")
                .with("wanted", wanted)
                .with("kinds", kinds)
                .with("scopes", TokenDesk.scopes(role, ApiToken.Kind.PERSONAL))
                .with("days", TokenForm.DAYS)
                .with("mark", visits.openForm(request, FORM));
    }

    private static UUID idOf(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException notOne) {
            throw new NoSuchThing();
        }
    }
}
