package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.PasskeySetup;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.method.Method;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.passkey.Prompt;
import org.sallyport.server.web.passkey.RelyingParty;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Making a passkey.
@Controller
class PasskeyPages {
    private final Enrollments enrollments;
    private final Way way;
    private final RelyingParty passkeys;
    private final OwnProof ownProof;
    private final Arrival arrival;

    PasskeyPages(Enrollments enrollments, Way way, RelyingParty passkeys, OwnProof ownProof, Arrival arrival) {
        this.enrollments = enrollments;
        this.way = way;
        this.passkeys = passkeys;
        this.ownProof = ownProof;
        this.arrival = arrival;
    }

    @GetMapping(Way.PASSKEY)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        return way.unlessProving(visitor.id(), Method.Kind.PASSKEY)
                .orElseGet(() -> enrollments
                        .passkey()
                        .wanted(visitor.id())
                        .map(wanted -> page(visitor, request, wanted).show())
                        .orElseGet(() -> Page.goTo(Way.CHOOSE)));
    }

    @PostMapping(Way.PASSKEY)
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request) {
        return way.unlessProving(visitor.id(), Method.Kind.PASSKEY)
                .orElseGet(() -> enrollments
                        .passkey()
                        .wanted(visitor.id())
                        .map(wanted -> passkeys.registered(request, wanted, new Prompt.Reply(ticket, answer))
                                .map(made -> after(
                                        enrollments.passkey().prove(visitor.id(), made), visitor, wanted, request))
                                .orElseGet(() -> again(visitor, wanted, request)))
                        .orElseGet(() -> Page.goTo(Way.CHOOSE)));
    }

    private ModelAndView after(
            Progress progress, Visitor visitor, PasskeySetup.Wanted wanted, HttpServletRequest request) {
        return switch (progress) {
            case Progress.Moved(var enrollment) -> {
                ownProof.keep(request, enrollment);
                yield Way.to(Optional.of(enrollment));
            }
            case Progress.Registered _ -> arrival.registered(visitor, request);
            case Progress.OutOfOrder(var where) -> Way.to(where);
            case Progress.Expired _, Progress.CodeWrong _, Progress.ClockOff _, Progress.TooMany _ ->
                again(visitor, wanted, request);
        };
    }

    private ModelAndView again(Visitor visitor, PasskeySetup.Wanted wanted, HttpServletRequest request) {
        return page(visitor, request, wanted).wrong(Said.of("passkey.not-made")).show();
    }

    private Page page(Visitor visitor, HttpServletRequest request, PasskeySetup.Wanted wanted) {
        return Page.of("set-up/passkey")
                .with("prompt", passkeys.toRegister(request, wanted))
                .with("another", MethodPages.isAnother(visitor));
    }
}
