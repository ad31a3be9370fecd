package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.MfaState;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Setting out, choosing a method, and the authenticator app.
@Controller
class MethodPages {
    private final Enrollments enrollments;
    private final Way way;
    private final Kinds kinds;
    private final OwnProof ownProof;
    private final Arrival arrival;
    private final WebSettings settings;
    private final InstantSource clock;

    MethodPages(
            Enrollments enrollments,
            Way way,
            Kinds kinds,
            OwnProof ownProof,
            Arrival arrival,
            WebSettings settings,
            InstantSource clock) {
        this.enrollments = enrollments;
        this.way = way;
        this.kinds = kinds;
        this.ownProof = ownProof;
        this.arrival = arrival;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping(Way.BEGIN)
    ModelAndView informationRequired(@AuthenticationPrincipal Visitor visitor) {
        return Page.of("set-up/start")
                .with("daysLeft", daysLeft(visitor))
                .with("mayHold", visitor.terms().areAllowed())
                .show();
    }

    /// *Set it up now*.
    @PostMapping(Way.BEGIN)
    ModelAndView begin(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        if (ownProof.isMissing(request, visitor.id())) {
            enrollments.proveAgain(visitor.id());
        }
        return enrollments.begin(visitor.id()) instanceof Progress.Moved(var enrollment)
                ? Way.to(Optional.of(enrollment))
                : Page.goTo("/account");
    }

    @GetMapping(Way.CHOOSE)
    ModelAndView methods(@AuthenticationPrincipal Visitor visitor) {
        return way.elsewhere(visitor.id(), Step.CHOOSE_METHOD, Step.PROVE_METHOD)
                .orElseGet(() -> Page.of("set-up/method")
                        .with("another", isAnother(visitor))
                        .with("kinds", kinds.offered(visitor))
                        .with("replacing", visitor.isReplacing())
                        .show());
    }

    /// A kind of method is chosen, for the first time or to begin with it anew. Of a telephone and of a mailbox, the
    /// page that comes next asks which.
    @PostMapping(Way.CHOOSE)
    ModelAndView choose(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(name = "method", defaultValue = "authenticator-app") String code) {
        var kind =
                Method.Kind.find(code).filter(kinds.offered(visitor)::contains).orElse(Method.Kind.AUTHENTICATOR_APP);
        return switch (kind) {
            case AUTHENTICATOR_APP ->
                begun(visitor, enrollments.authenticatorApp().choose(visitor.id()));
            case PASSKEY -> begun(visitor, enrollments.passkey().choose(visitor.id()));
            case PHONE, MAILBOX ->
                way.elsewhere(visitor.id(), Step.CHOOSE_METHOD, Step.PROVE_METHOD)
                        .orElseGet(() -> Page.goTo(Way.SET_UP + kind.code()));
            // Never offered, so it was not chosen.
            case PROVIDER_FACTOR -> Way.to(enrollments.current(visitor.id()));
        };
    }

    private ModelAndView begun(Visitor visitor, Progress progress) {
        return progress instanceof Progress.Moved(var enrollment)
                ? Way.to(Optional.of(enrollment))
                : Way.to(enrollments.current(visitor.id()));
    }

    /// Shows the key the first time, and afterwards only asks for the code: a key that is shown twice is seen twice.
    @GetMapping(Way.APP)
    ModelAndView app(@AuthenticationPrincipal Visitor visitor) {
        return way.unlessProving(visitor.id(), Method.Kind.AUTHENTICATOR_APP).orElseGet(() -> {
            var page = appPage(visitor);
            enrollments
                    .authenticatorApp()
                    .showKey(visitor.id(), settings.organisation())
                    .ifPresent(key -> {
                        page.with("qr", QrPicture.of(key.otpauth().toString()));
                        page.with("manualKey", key.manual());
                    });
            return page.show();
        });
    }

    @PostMapping(Way.APP)
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        if (code.isBlank()) {
            return way.unlessProving(visitor.id(), Method.Kind.AUTHENTICATOR_APP)
                    .orElseGet(() -> appPage(visitor)
                            .wrong(Said.of("code.missing").about("code"))
                            .show());
        }
        return switch (enrollments.authenticatorApp().prove(visitor.id(), new TypedCode(code))) {
            case Progress.Moved(var enrollment) -> {
                ownProof.keep(request, enrollment);
                yield Way.to(Optional.of(enrollment));
            }
            case Progress.CodeWrong(int left) ->
                appPage(visitor).wrong(Said.of("code.wrong").about("code")).show();
            case Progress.ClockOff(var by) ->
                appPage(visitor).with("clockOff", true).wrong(clockOff(by)).show();
            case Progress.Expired() ->
                appPage(visitor).wrong(Said.of("set-up.key-expired")).show();
            case Progress.TooMany(var nextTry) ->
                appPage(visitor)
                        .tooOften(Said.of("code.too-many", nextTry).about("code"))
                        .show();
            case Progress.Registered _ -> arrival.registered(visitor, request);
            case Progress.OutOfOrder(var where) -> Way.to(where);
        };
    }

    private static Page appPage(Visitor visitor) {
        return Page.of("set-up/authenticator-app").with("clockOff", false).with("another", isAnother(visitor));
    }

    // Whoever has a second factor in force is here for one more.
    static boolean isAnother(Visitor visitor) {
        return visitor.standing().state() == MfaState.ENFORCED;
    }

    private static Said clockOff(Duration by) {
        return Said.of(by.isNegative() ? "code.clock-behind" : "code.clock-ahead", Moments.minutes(by))
                .about("code");
    }

    // Days begun count as whole ones: on the last day one is left.
    private long daysLeft(Visitor visitor) {
        Instant now = clock.instant();
        return visitor.standing()
                .graceEnds()
                .filter(now::isBefore)
                .map(ends ->
                        Duration.between(now, ends).plusDays(1).minusSeconds(1).toDays())
                .orElse(0L);
    }
}
