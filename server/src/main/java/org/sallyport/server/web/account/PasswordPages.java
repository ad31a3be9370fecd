package org.sallyport.server.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.upkeep.PasswordChange;
import org.sallyport.core.upkeep.PasswordChanges;
import org.sallyport.core.upkeep.WantedPassword;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.Weakness;
import org.sallyport.server.web.security.Footprints;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// Changing one's account password. Asks for the present one, and for a second factor of the last five minutes where
/// MFA is in force; says beforehand which app passwords would stop.
@Controller
class PasswordPages {
    private static final String PATH = "/account/password";

    private final PasswordChanges passwords;
    private final AppPasswords appPasswords;
    private final Visits visits;
    private final ClientAddress addresses;
    private final Footprints footprints;
    private final PasswordElsewhere elsewhere;
    private final InstantSource clock;

    PasswordPages(
            PasswordChanges passwords,
            AppPasswords appPasswords,
            Visits visits,
            ClientAddress addresses,
            Footprints footprints,
            PasswordElsewhere elsewhere,
            InstantSource clock) {
        this.passwords = passwords;
        this.appPasswords = appPasswords;
        this.visits = visits;
        this.addresses = addresses;
        this.footprints = footprints;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor) {
        var home = elsewhere.of(visitor);
        if (home.isPresent()) {
            return Page.of("account-password").with("elsewhere", home.get()).show();
        }
        return needsStepUp(visitor)
                ? StepUp.to(PATH)
                : page(visitor, passwords.usual(visitor.account())).show();
    }

    @PostMapping(PATH)
    ModelAndView change(
            @AuthenticationPrincipal Visitor visitor,
            @ModelAttribute("typed") TypedPasswords typed,
            HttpServletRequest request) {
        if (needsStepUp(visitor)) {
            return StepUp.to(PATH);
        }
        var then = typed.choice(passwords.usual(visitor.account()));
        var page = page(visitor, then);
        if (typed.present().isEmpty()) {
            return page.wrong(Said.of("password.missing-present").about("present"))
                    .show();
        }
        if (!typed.password().equals(typed.again())) {
            return page.wrong(Said.of("first-admin.passwords-differ").about("again"))
                    .show();
        }
        try (var present = Secret.of(typed.present());
                var password = Secret.of(typed.password())) {
            var source = addresses.of(request);
            var wanted = new WantedPassword(present, password, then, visitor.factorProved(), source);
            return answer(passwords.change(visitor.account(), wanted), page, request);
        }
    }

    private ModelAndView answer(PasswordChange change, Page page, HttpServletRequest request) {
        return switch (change) {
            case PasswordChange.Changed changed -> {
                visits.goOnAnew(request, changed.at());
                footprints.leave(request);
                yield Page.goTo("/account?done=password");
            }
            case PasswordChange.StepUpNeeded() -> StepUp.to(PATH);
            case PasswordChange.WrongPresent() ->
                page.wrong(Said.of("password.wrong-present").about("present")).show();
            case PasswordChange.Later(var time) ->
                page.tooOften(Said.of("signin.later", Moments.minutes(time))).show();
            case PasswordChange.Weak(var why, int shortest) ->
                page.wrong(Weakness.of(why, shortest)).show();
            case PasswordChange.Same() ->
                page.wrong(Said.of("password.same").about("password")).show();
            case PasswordChange.NotHere _ -> Page.goTo(PATH);
            case PasswordChange.NoSuchAccount() -> Page.goTo("/");
        };
    }

    private boolean needsStepUp(Visitor visitor) {
        return passwords.needsStepUp(visitor.account(), visitor.factorProved());
    }

    private Page page(Visitor visitor, Limits.PasswordChanged then) {
        Instant now = clock.instant();
        List<Card> wouldStop = appPasswords.of(visitor.id()).stream()
                .map(appPassword -> Card.of(appPassword, visitor.standing(), visitor.terms(), now))
                .filter(card -> !card.isExpired() && !card.isDead() && !card.isPutToSleep())
                .toList();
        return Page.of("account-password")
                .with("wouldStop", wouldStop)
                .with("then", TypedPasswords.code(then))
                .with(
                        "choices",
                        Arrays.stream(Limits.PasswordChanged.values())
                                .map(TypedPasswords::code)
                                .toList())
                .with("name", visitor.account().username().canonical())
                .with("shortest", passwords.ruleFor(visitor.account()).shortest());
    }
}
