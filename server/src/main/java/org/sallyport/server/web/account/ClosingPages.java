package org.sallyport.server.web.account;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.upkeep.AccountClosing;
import org.sallyport.core.upkeep.Closing;
import org.sallyport.core.upkeep.PasswordChanges;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Closing one's own account, where the policy lets people. Where it does not, there is no such page.
@Controller
class ClosingPages {
    private static final String PATH = "/account/close";

    private final AccountClosing closing;
    private final PasswordChanges passwords;
    private final AppPasswords appPasswords;
    private final Visits visits;
    private final ClientAddress addresses;

    ClosingPages(
            AccountClosing closing,
            PasswordChanges passwords,
            AppPasswords appPasswords,
            Visits visits,
            ClientAddress addresses) {
        this.closing = closing;
        this.passwords = passwords;
        this.appPasswords = appPasswords;
        this.visits = visits;
        this.addresses = addresses;
    }

    @GetMapping(PATH)
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor) {
        if (!closing.isAllowed(visitor.account())) {
            throw new NoSuchThing();
        }
        boolean needsStepUp = passwords.needsStepUp(visitor.account(), visitor.factorProved());
        return needsStepUp ? StepUp.to(PATH) : page(visitor).show();
    }

    @PostMapping(PATH)
    ModelAndView close(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String present,
            HttpServletRequest request) {
        try (var password = Secret.of(present)) {
            var source = addresses.of(request);
            return switch (closing.close(visitor.account(), password, visitor.factorProved(), source)) {
                case Closing.Closed() -> {
                    visits.end(request);
                    yield Page.of("account-closed").show();
                }
                case Closing.NotAllowed() -> throw new NoSuchThing();
                case Closing.StepUpNeeded() -> StepUp.to(PATH);
                case Closing.WrongPassword() ->
                    page(visitor)
                            .wrong(Said.of("password.wrong-present").about("present"))
                            .show();
                case Closing.Later(var time) ->
                    page(visitor)
                            .tooOften(Said.of("signin.later", Moments.minutes(time)))
                            .show();
                case Closing.LastOwner() ->
                    page(visitor).wrong(Said.of("close.last-owner")).show();
            };
        }
    }

    private Page page(Visitor visitor) {
        return Page.of("account-close")
                .with("name", visitor.account().username().canonical())
                .with("count", appPasswords.of(visitor.id()).size());
    }
}
