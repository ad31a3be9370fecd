package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.signin.SignIn;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The code of an authenticator app, whichever of the visitor's it is: after the password, and again before what needs
/// a fresh proof.
@Controller
@Order(1)
class AuthenticatorAppPages implements FactorPage {
    static final String CODE = "authenticator-app";
    private static final String PATH = "/second-factor/" + CODE;

    private final SignIn signIn;
    private final FactorPages pages;
    private final ClientAddress addresses;

    AuthenticatorAppPages(SignIn signIn, FactorPages pages, ClientAddress addresses) {
        this.signIn = signIn;
        this.pages = pages;
        this.addresses = addresses;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isOpenTo(Visitor visitor, List<Method> held) {
        return held.stream().anyMatch(method -> method.kind() == Method.Kind.AUTHENTICATOR_APP);
    }

    @GetMapping(PATH)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String next) {
        return page(visitor, next).show();
    }

    @PostMapping(PATH)
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String remember,
            HttpServletRequest request,
            HttpServletResponse response) {
        var page = page(visitor, next);
        if (code.isBlank()) {
            return page.wrong(Said.of("code.missing").about("code")).show();
        }
        return switch (signIn.secondFactor(visitor.id(), new TypedCode(code), addresses.of(request))) {
            case CodeCheck.Accepted _ -> pages.proved(visitor, next, remember, request, response);
            case CodeCheck.Wrong() ->
                page.wrong(Said.of("code.wrong").about("code")).show();
            case CodeCheck.AlreadyUsed() ->
                page.wrong(Said.of("code.already-used").about("code")).show();
            case CodeCheck.ClockOff(var by) ->
                page.with("clockOff", true)
                        .wrong(Said.of("code.clock-behind", Moments.minutes(by)).about("code"))
                        .show();
            case CodeCheck.TooMany(var nextTry) ->
                page.tooOften(Said.of("code.too-many", nextTry).about("code")).show();
            case CodeCheck.SwitchedOff() ->
                page.wrong(Said.of("code.switched-off").about("code")).show();
            // Somebody removed the method since the gate looked; it will say what comes now.
            case CodeCheck.NothingRegistered() -> Page.goTo("/");
        };
    }

    private Page page(Visitor visitor, String next) {
        return pages.page(this, visitor, next).with("clockOff", false);
    }
}
