package org.sallyport.server.web.account;

import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.apppassword.Allowing;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Elsewhere;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.history.PastSignIn;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// *Allow this place*: an app password that its first use has tied was refused elsewhere, and its owner says that it
/// was they. Needs a second factor as fresh as making one does, and allows only what was in fact refused.
@Controller
class AllowPages {
    private static final String PATH = "/app-passwords/{id}/allow";

    private final AppPasswords appPasswords;
    private final SignInHistory history;
    private final InstantSource clock;

    AllowPages(AppPasswords appPasswords, SignInHistory history, InstantSource clock) {
        this.appPasswords = appPasswords;
        this.history = history;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var found = history.find(visitor.id(), idOf(id)).orElseThrow(NoSuchThing::new);
        var refused = refused(visitor, found.id());
        if (refused.isEmpty()) {
            return Page.goTo("/account");
        }
        return visitor.isFresh(clock.instant()) ? page(refused).show() : stepUp(id);
    }

    @PostMapping(PATH)
    ModelAndView allow(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String family,
            @RequestParam(defaultValue = "") String network) {
        var refused = refused(visitor, idOf(id));
        var wanted = refused.stream()
                .flatMap(past -> past.elsewhere().stream())
                .filter(elsewhere -> elsewhere.family().code().equals(family)
                        && elsewhere.network().toString().equals(network))
                .findFirst()
                .orElseThrow(NoSuchThing::new);
        return switch (allow(visitor, idOf(id), wanted)) {
            case ALLOWED -> Page.goTo("/account?done=allowed");
            case STEP_UP_NEEDED -> stepUp(id);
            case NOT_POSSIBLE ->
                page(refused).wrong(Said.of("allow.full", Ties.MOST_NETWORKS)).show();
        };
    }

    private Allowing allow(Visitor visitor, AppPasswordId id, Elsewhere wanted) {
        return appPasswords.allow(visitor.account(), id, wanted, visitor.factorProved());
    }

    private List<PastSignIn> refused(Visitor visitor, AppPasswordId id) {
        return history.refusedElsewhere(visitor.id(), visitor.terms().tying()).stream()
                .filter(past -> past.appPassword().filter(id::equals).isPresent())
                .toList();
    }

    private static Page page(List<PastSignIn> refused) {
        return Page.of("app-password-allow")
                .with("refused", refused)
                .with("label", refused.getFirst().label().orElse(""));
    }

    private static ModelAndView stepUp(String id) {
        return StepUp.to("/app-passwords/" + idOf(id) + "/allow");
    }

    private static AppPasswordId idOf(String id) {
        return AppPasswordId.parse(id).orElseThrow(NoSuchThing::new);
    }
}
