package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.sallyport.core.method.Method;
import org.sallyport.core.signin.PasskeySignIn;
import org.sallyport.core.signin.PasskeyStep;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.passkey.Prompt;
import org.sallyport.server.web.passkey.RelyingParty;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Any passkey of the visitor's: after the password, and again before what needs a fresh proof.
@Controller
@Order(0)
class PasskeyFactorPages implements FactorPage {
    private static final String CODE = "passkey";
    private static final String PATH = "/second-factor/" + CODE;

    private final PasskeySignIn signIn;
    private final RelyingParty passkeys;
    private final FactorPages pages;
    private final ClientAddress addresses;

    PasskeyFactorPages(PasskeySignIn signIn, RelyingParty passkeys, FactorPages pages, ClientAddress addresses) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.pages = pages;
        this.addresses = addresses;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isOpenTo(Visitor visitor, List<Method> held) {
        return held.stream().anyMatch(method -> method.kind() == Method.Kind.PASSKEY);
    }

    @GetMapping(PATH)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        return passkeys.toConfirm(request, visitor.id())
                .map(prompt -> page(visitor, next, prompt).show())
                .orElseGet(() -> Page.goTo("/"));
    }

    @PostMapping(PATH)
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String remember,
            HttpServletRequest request,
            HttpServletResponse response) {
        var given = passkeys.confirmed(request, visitor.id(), new Prompt.Reply(ticket, answer));
        return switch (signIn.secondFactor(visitor.id(), given, addresses.of(request))) {
            case PasskeyStep.Accepted(var account, var signs, var _) -> {
                PasskeyLog.note(account.id(), signs);
                yield pages.provedByPasskey(visitor, next, remember, request, response);
            }
            case PasskeyStep.Refused(var why) ->
                passkeys.toConfirm(request, visitor.id())
                        .map(prompt ->
                                page(visitor, next, prompt).wrong(said(why)).show())
                        // Somebody removed it since the gate looked; it will say what comes now.
                        .orElseGet(() -> Page.goTo("/"));
        };
    }

    private Page page(Visitor visitor, String next, Prompt prompt) {
        return pages.page(this, visitor, next).with("prompt", prompt);
    }

    private static Said said(PasskeyStep.Why why) {
        return switch (why) {
            case COUNTED_BACK -> Said.of("passkey.counted-back");
            case NOT_REGISTERED, ALREADY_USED, USER_NOT_VERIFIED, ACCOUNT_DISABLED -> Said.of("passkey.refused");
        };
    }
}
