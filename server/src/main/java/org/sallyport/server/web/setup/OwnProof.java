package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Step;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.security.Area;
import org.sallyport.server.web.security.Gate;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Keeps the steps behind the proof of the app for the browser that gave it, and the way to replace what was lost for
/// the browser in which the code of an admin was typed. Whoever knows only the account password
/// could else prove an app of their own and leave the rest to its owner, whose code from the contact would then
/// register a stranger's app. Another browser begins with *Set it up now* and is asked for a code of the app first; and
/// one that is signed in with what was lost does not end what replaces it.
@Component
final class OwnProof implements HandlerInterceptor {
    private static final Set<String> BEHIND =
            Set.of(Way.GIVE_CONTACT, Way.VERIFY, Way.VERIFY + "/code", Way.ONBOARDING_CODE, Way.NO_CONTACT);
    private static final Set<Step> STEPS_BEHIND =
            Set.of(Step.GIVE_CONTACT, Step.VERIFY_CONTACT, Step.ENTER_ONBOARDING_CODE, Step.NO_CONTACT);

    private final Enrollments enrollments;
    private final Visits visits;

    OwnProof(Enrollments enrollments, Visits visits) {
        this.enrollments = enrollments;
        this.visits = visits;
    }

    /// This browser gave the proof.
    void keep(HttpServletRequest request, Enrollment enrollment) {
        visits.methodProved(request, name(enrollment));
    }

    // What the proof is called in the session.
    private static String name(Enrollment enrollment) {
        return enrollment.id() + "/" + enrollment.proved().toEpochMilli();
    }

    /// Whether the account's app was proved, but in another browser.
    boolean isMissing(HttpServletRequest request, AccountId account) {
        return enrollments
                .current(account)
                .filter(at -> STEPS_BEHIND.contains(at.step()))
                .filter(at -> !visits.isMethodProved(request, name(at)))
                .isPresent();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var visitor = Gate.visitorOf(SecurityContextHolder.getContext().getAuthentication());
        // By what Spring has matched: an address can be written in more than one way.
        if (BEHIND.contains(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                && visitor.filter(v -> isMissing(request, v.id())).isPresent()) {
            return send(response, Way.BEGIN);
        }
        if (Area.of(request) == Area.SET_UP_METHOD
                && visitor.filter(this::isNotTheirs).isPresent()) {
            return send(response, "/account/methods");
        }
        return true;
    }

    private boolean isNotTheirs(Visitor visitor) {
        return !visitor.isReplacing()
                && enrollments
                        .current(visitor.id())
                        .filter(at -> at.aim() == Enrollment.Aim.REPLACEMENT)
                        .isPresent();
    }

    private static boolean send(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
        return false;
    }
}
