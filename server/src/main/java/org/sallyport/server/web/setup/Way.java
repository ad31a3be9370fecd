package org.sallyport.server.web.setup;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.Method;
import org.sallyport.server.web.frame.Page;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// Which page belongs to which step, and the way there for whoever is on another.
@Component
final class Way {
    /// Before the code of a kind of method: `/set-up/authenticator-app`.
    static final String SET_UP = "/set-up/";

    static final String BEGIN = "/set-up";
    static final String CHOOSE = "/set-up/method";
    static final String APP = "/set-up/authenticator-app";
    static final String PASSKEY = "/set-up/passkey";
    static final String GIVE_CONTACT = "/set-up/contact";
    static final String ONBOARDING_CODE = "/set-up/onboarding-code";
    static final String NO_CONTACT = "/set-up/no-contact";
    static final String VERIFY = "/set-up/verify";
    static final String NEXT = "/set-up/next";

    private final Enrollments enrollments;

    Way(Enrollments enrollments) {
        this.enrollments = enrollments;
    }

    /// Empty when the person is at one of these steps; else where to go instead.
    Optional<ModelAndView> elsewhere(AccountId account, Step... here) {
        var current = enrollments.current(account);
        return current.map(Enrollment::step).filter(Set.of(here)::contains).isPresent()
                ? Optional.empty()
                : Optional.of(to(current));
    }

    /// Empty when the person is to prove a method of this kind; else where to go instead.
    Optional<ModelAndView> unlessProving(AccountId account, Method.Kind kind) {
        var current = enrollments.current(account);
        return current.filter(at -> at.step() == Step.PROVE_METHOD && kindOf(at) == kind)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(to(current));
    }

    /// The page of the step that comes now.
    static ModelAndView to(Optional<Enrollment> current) {
        return Page.goTo(current.map(Way::path).orElse(BEGIN));
    }

    private static Method.Kind kindOf(Enrollment at) {
        return at.pending().map(Enrollment.Pending::kind).orElse(Method.Kind.AUTHENTICATOR_APP);
    }

    private static String path(Enrollment at) {
        return switch (at.step()) {
            case CHOOSE_METHOD -> CHOOSE;
            case PROVE_METHOD -> SET_UP + kindOf(at).code();
            case GIVE_CONTACT -> GIVE_CONTACT;
            case ENTER_ONBOARDING_CODE -> ONBOARDING_CODE;
            case NO_CONTACT -> NO_CONTACT;
            case VERIFY_CONTACT -> VERIFY;
            case NEXT -> NEXT;
        };
    }
}
