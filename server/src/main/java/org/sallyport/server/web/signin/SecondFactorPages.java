package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.signin.SignIn;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.ClientAddress;
import org.sallyport.server.web.security.Next;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The code of the authenticator app: after the password, and again before what needs a fresh proof.
@Controller
class SecondFactorPages {
    private final SignIn signIn;
    private final Enrollments enrollments;
    private final Visits visits;
    private final ClientAddress addresses;
    private final InstantSource clock;

    SecondFactorPages(
            SignIn signIn, Enrollments enrollments, Visits visits, ClientAddress addresses, InstantSource clock) {
        this.signIn = signIn;
        this.enrollments = enrollments;
        this.visits = visits;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GetMapping("/second-factor")
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String next) {
        return page(visitor, next).show();
    }

    @PostMapping("/second-factor")
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var page = page(visitor, next);
        if (code.isBlank()) {
            return page.wrong(Said.of("code.missing").about("code")).show();
        }
        return switch (signIn.secondFactor(visitor.id(), new TypedCode(code), addresses.of(request))) {
            case CodeCheck.Accepted(var method) -> {
                visits.secondFactorProved(request);
                yield Page.goTo(after(visitor, next));
            }
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
            // Somebody removed the method since the gate looked; it will say what comes now.
            case CodeCheck.NothingRegistered() -> Page.goTo("/");
        };
    }

    private Page page(Visitor visitor, String next) {
        boolean again = visitor.stage(clock.instant()) == Stage.SIGNED_IN;
        return Page.of("second-factor")
                .with("next", wanted(next).orElse(""))
                .with("again", again)
                .with("clockOff", false);
    }

    // Whoever signed out before "Next" goes on there.
    private String after(Visitor visitor, String next) {
        boolean nextIsLeft = enrollments
                .current(visitor.id())
                .filter(e -> e.step() == Step.NEXT)
                .isPresent();
        return nextIsLeft ? "/set-up/next" : wanted(next).orElse("/account");
    }

    private static Optional<String> wanted(String next) {
        return Next.parse(next).map(Next::path);
    }
}
