package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.signin.LostMethods;
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

/// The code of an admin, for whoever has lost every method. It signs nobody in: a new method has to be registered
/// first. It is offered whether an admin has made one or not, so that the page tells nobody.
@Controller
@Order(200)
class OnboardingCodePages implements FactorPage {
    private static final String CODE = "onboarding-code";
    private static final String PATH = "/second-factor/" + CODE;

    private final LostMethods lost;
    private final FactorPages pages;
    private final Visits visits;
    private final ClientAddress addresses;

    OnboardingCodePages(LostMethods lost, FactorPages pages, Visits visits, ClientAddress addresses) {
        this.lost = lost;
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
        return visitor.secondFactor().isEmpty();
    }

    @GetMapping(PATH)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String next) {
        return isOpenTo(visitor, List.of()) ? pages.page(this, visitor, next).show() : Page.goTo("/account");
    }

    @PostMapping(PATH)
    ModelAndView enter(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        if (!isOpenTo(visitor, List.of())) {
            return Page.goTo("/account");
        }
        var page = pages.page(this, visitor, "");
        if (code.isBlank()) {
            return page.wrong(Said.of("second.onboarding.missing").about("code"))
                    .show();
        }
        return switch (lost.enter(visitor.id(), new TypedCode(code), addresses.of(request))) {
            case Progress.Moved(var enrollment) -> {
                visits.replacing(request, enrollment.id());
                yield Page.goTo("/set-up/method");
            }
            case Progress.TooMany(var nextTry) ->
                page.tooOften(Said.of("code.too-many", nextTry).about("code")).show();
            // Whether an admin has made one at all is told to nobody.
            case Progress.CodeWrong _, Progress.Expired _, Progress.ClockOff _, Progress.Registered _ ->
                page.wrong(Said.of("second.onboarding.wrong").about("code")).show();
            case Progress.OutOfOrder _ -> Page.goTo("/");
        };
    }
}
