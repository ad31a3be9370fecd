package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.signin.RecoverySignIn;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A recovery code in the place of a method that is lost.
@Controller
@Order(100)
class RecoveryCodePages implements FactorPage {
    private static final String CODE = "recovery-code";
    private static final String PATH = "/second-factor/" + CODE;

    private final RecoveryCodes codes;
    private final RecoverySignIn signIn;
    private final FactorPages pages;
    private final Visits visits;
    private final ClientAddress addresses;

    RecoveryCodePages(
            RecoveryCodes codes, RecoverySignIn signIn, FactorPages pages, Visits visits, ClientAddress addresses) {
        this.codes = codes;
        this.signIn = signIn;
        this.pages = pages;
        this.visits = visits;
        this.addresses = addresses;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isOpenTo(Visitor visitor, List<Method> held) {
        return codes.left(visitor.id()) > 0;
    }

    @GetMapping(PATH)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String next) {
        return pages.page(this, visitor, next).show();
    }

    @PostMapping(PATH)
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var page = pages.page(this, visitor, next);
        if (code.isBlank()) {
            return page.wrong(Said.of("second.recovery.missing").about("code")).show();
        }
        return switch (signIn.secondFactor(visitor.id(), new TypedCode(code), addresses.of(request))) {
            case CodeCheck.Accepted _ -> {
                boolean again = pages.isAgain(visitor);
                visits.secondFactorProved(request);
                // Whoever signs in this way has probably lost something, and hears first what to do about it.
                yield Page.goTo(again ? pages.after(visitor, next) : "/account/methods?done=recovered");
            }
            case CodeCheck.TooMany(var nextTry) ->
                page.tooOften(Said.of("code.too-many", nextTry).about("code")).show();
            case CodeCheck.SwitchedOff() ->
                page.wrong(Said.of("code.switched-off").about("code")).show();
            case CodeCheck.Wrong _, CodeCheck.AlreadyUsed _, CodeCheck.ClockOff _, CodeCheck.NothingRegistered _ ->
                page.wrong(Said.of("second.recovery.wrong").about("code")).show();
        };
    }
}
