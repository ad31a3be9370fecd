package org.sallyport.server.web.account;

import java.time.InstantSource;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Revocations;
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

/// Renaming, waking and revoking app passwords, each with a page that asks first.
@Controller
class AppPasswordPages {
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final InstantSource clock;

    AppPasswordPages(AppPasswords appPasswords, Revocations revocations, InstantSource clock) {
        this.revocations = revocations;
        this.appPasswords = appPasswords;
        this.clock = clock;
    }

    @GetMapping("/app-passwords/{id}/rename")
    ModelAndView renameForm(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var card = card(visitor, id);
        return renamePage(card, card.label()).show();
    }

    @PostMapping("/app-passwords/{id}/rename")
    ModelAndView rename(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String label) {
        var card = card(visitor, id);
        var wanted = new WantedAppPassword(label, null, null, null);
        if (!wanted.hasLabel()) {
            return renamePage(card, label)
                    .wrong(Said.of("new.bad-label", Label.MAX_LENGTH).about("label"))
                    .show();
        }
        appPasswords.rename(visitor.id(), idOf(id), new Label(label), visitor.actor());
        return Page.goTo("/account?done=renamed");
    }

    @GetMapping("/app-passwords/{id}/revoke")
    ModelAndView askToRevoke(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return Page.of("app-password-revoke").with("card", card(visitor, id)).show();
    }

    @PostMapping("/app-passwords/{id}/revoke")
    ModelAndView revoke(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        if (revocations.revoke(visitor.account(), idOf(id), visitor.actor()).isEmpty()) {
            throw new NoSuchThing();
        }
        return Page.goTo("/account?done=revoked");
    }

    @GetMapping("/app-passwords/{id}/wake")
    ModelAndView askToWake(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var card = card(visitor, id);
        if (!card.isPutToSleep()) {
            return Page.goTo("/account");
        }
        return visitor.isFresh(clock.instant())
                ? Page.of("app-password-wake").with("card", card).show()
                : stepUpToWake(card);
    }

    @PostMapping("/app-passwords/{id}/wake")
    ModelAndView wake(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var card = card(visitor, id);
        return switch (appPasswords.wake(visitor.id(), idOf(id), visitor.factorProved())) {
            case WOKEN -> Page.goTo("/account?done=woken");
            case STEP_UP_NEEDED -> stepUpToWake(card);
            case NOT_ASLEEP -> Page.goTo("/account");
        };
    }

    private static ModelAndView stepUpToWake(Card card) {
        return StepUp.to("/app-passwords/" + card.id() + "/wake");
    }

    @GetMapping("/app-passwords/revoke-all")
    ModelAndView askToRevokeAll(@AuthenticationPrincipal Visitor visitor) {
        int count = appPasswords.of(visitor.id()).size();
        return count == 0
                ? Page.goTo("/account")
                : Page.of("app-password-revoke-all").with("count", count).show();
    }

    @PostMapping("/app-passwords/revoke-all")
    ModelAndView revokeAll(@AuthenticationPrincipal Visitor visitor) {
        revocations.revokeAll(visitor.account(), visitor.actor());
        return Page.goTo("/account?done=revoked-all");
    }

    private static Page renamePage(Card card, String label) {
        return Page.of("app-password-rename").with("card", card).with("label", label);
    }

    private Card card(Visitor visitor, String id) {
        var wanted = idOf(id);
        return appPasswords.of(visitor.id()).stream()
                .filter(appPassword -> appPassword.id().equals(wanted))
                .findFirst()
                .map(found -> Card.of(found, visitor.standing(), visitor.terms(), clock.instant()))
                .orElseThrow(NoSuchThing::new);
    }

    private static AppPasswordId idOf(String id) {
        return AppPasswordId.parse(id).orElseThrow(NoSuchThing::new);
    }
}
