package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.sallyport.core.account.Contact;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Step;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.ShownOnce;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// *Next*: the last step, which gives the first app password to whoever may hold any.
@Controller
class NextPages {
    private final Enrollments enrollments;
    private final Way way;
    private final ShownOnce shownOnce;
    private final MessageSource messages;

    NextPages(Enrollments enrollments, Way way, ShownOnce shownOnce, MessageSource messages) {
        this.enrollments = enrollments;
        this.way = way;
        this.shownOnce = shownOnce;
        this.messages = messages;
    }

    @GetMapping(Way.NEXT)
    ModelAndView next(@AuthenticationPrincipal Visitor visitor) {
        return way.elsewhere(visitor.id(), Step.NEXT).isEmpty()
                ? Page.of("set-up/next")
                        .with("verified", isVerified(visitor))
                        .with("mayHold", visitor.terms().areAllowed())
                        .show()
                : Page.goTo("/account");
    }

    private static boolean isVerified(Visitor visitor) {
        return visitor.account().contact().flatMap(Contact::verified).isPresent();
    }

    /// Issues the app password and shows it in this answer and nowhere else.
    @PostMapping(Way.NEXT)
    ModelAndView finish(@AuthenticationPrincipal Visitor visitor, Locale locale, HttpServletRequest request) {
        var label = new Label(messages.getMessage("set-up.first-label", null, locale));
        long since = shownOnce.prepare(request);
        return enrollments
                .finish(visitor.id(), label, Scope.mail(), visitor.factorProved())
                .map(issuing -> answer(issuing, since, visitor))
                .orElseGet(ShownOnce::already);
    }

    private ModelAndView answer(Issuing issuing, long since, Visitor visitor) {
        return switch (issuing) {
            case Issuing.Issued issued ->
                shownOnce.show(issued, since, visitor).with("wizard", true).show();
            case Issuing.StepUpNeeded() -> Page.goTo("/second-factor");
            case Issuing.TooMany _, Issuing.TooManyToday _, Issuing.NotAllowed _ -> Page.goTo("/account");
            case Issuing.NotRequired(), Issuing.NotRegistered(), Issuing.NoSuchAccount() -> Page.goTo("/");
        };
    }
}
