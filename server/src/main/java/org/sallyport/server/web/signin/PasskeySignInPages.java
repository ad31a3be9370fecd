package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.core.signin.PasskeySignIn;
import org.sallyport.core.signin.PasskeyStep;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.passkey.Prompt;
import org.sallyport.server.web.passkey.RelyingParty;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Signing in with a passkey and nothing else.
@Controller
class PasskeySignInPages {
    private final PasskeySignIn signIn;
    private final RelyingParty passkeys;
    private final SignInForm form;
    private final FactorPages pages;
    private final Visits visits;
    private final ClientAddress addresses;

    PasskeySignInPages(
            PasskeySignIn signIn,
            RelyingParty passkeys,
            SignInForm form,
            FactorPages pages,
            Visits visits,
            ClientAddress addresses) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.form = form;
        this.pages = pages;
        this.visits = visits;
        this.addresses = addresses;
    }

    @PostMapping("/sign-in/passkey")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var given = passkeys.signedIn(request, new Prompt.Reply(ticket, answer));
        var step = given.map(verified -> signIn.alone(verified, addresses.of(request)))
                .orElseGet(() -> new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED));
        return switch (step) {
            case PasskeyStep.Accepted(var account, var signs, var passwordChanged) -> {
                PasskeyLog.note(account.id(), signs);
                visits.beginByPasskey(request, account.id(), passwordChanged);
                yield Page.goTo(pages.after(account.id(), next));
            }
            // Why is nobody's business before they have signed in; the audit log has it.
            case PasskeyStep.Refused _ ->
                form.blank(request, next)
                        .wrong(Said.of("passkey.sign-in-refused"))
                        .show();
        };
    }
}
