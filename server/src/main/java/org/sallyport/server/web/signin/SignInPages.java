package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.signin.SignIn;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Footprints;
import org.sallyport.server.web.security.Next;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Name and account password, and signing out.
@Controller
class SignInPages {
    private final SignIn signIn;
    private final SignInForm form;
    private final Visits visits;
    private final Footprints footprints;
    private final DeviceCookies devices;
    private final Store store;
    private final InstantSource clock;

    SignInPages(
            SignIn signIn,
            SignInForm form,
            Visits visits,
            Footprints footprints,
            DeviceCookies devices,
            Store store,
            InstantSource clock) {
        this.signIn = signIn;
        this.form = form;
        this.visits = visits;
        this.footprints = footprints;
        this.devices = devices;
        this.store = store;
        this.clock = clock;
    }

    /// The gate has sent everybody elsewhere who is not asked to sign in.
    @GetMapping("/")
    ModelAndView home() {
        return Page.goTo("/sign-in");
    }

    @GetMapping("/sign-in")
    ModelAndView form(
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String left,
            HttpServletRequest request) {
        return form.blank(request, next).with("left", left.equals("1")).show();
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (name.isBlank() || password.isBlank()) {
            var missing = name.isBlank()
                    ? Said.of("signin.missing-name").about("name")
                    : Said.of("signin.missing-password").about("password");
            return form.blank(request, next).with("name", name).wrong(missing).show();
        }
        try (var typed = Secret.of(password)) {
            return switch (signIn.password(new TypedName(name), typed, footprints.whereIs(request))) {
                case PasswordStep.Right right -> {
                    visits.begin(request, right.account().id(), right.passwordChanged());
                    footprints.leave(request);
                    yield Page.goTo(after(spared(right, request, response), next));
                }
                case PasswordStep.Wrong() ->
                    form.blank(request, next)
                            .with("name", name)
                            .wrong(Said.of("signin.wrong").about("name"))
                            .show();
                case PasswordStep.Later(var wait) ->
                    form.blank(request, next)
                            .with("name", name)
                            .tooOften(Said.of("signin.later", Moments.minutes(wait)))
                            .show();
            };
        }
    }

    // Asked only behind the right password: the cookie alone opens nothing.
    private PasswordStep.Next spared(
            PasswordStep.Right right, HttpServletRequest request, HttpServletResponse response) {
        boolean isSpared =
                right.next() == PasswordStep.Next.SECOND_FACTOR && devices.recognise(right, request, response);
        if (isSpared) {
            visits.deviceRecognised(request);
        }
        return isSpared ? PasswordStep.Next.DONE : right.next();
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        visits.end(request);
        store.transact(books -> {
            note(books, visitor, Map.of());
            return true;
        });
        return Page.goTo("/sign-in?left=1");
    }

    /// Ends every session of the visitor, this one too: offered to whoever has changed what lets people in (OWASP ASVS
    /// 7.4.3). Asks for a fresh second factor, as signing out one other browser does.
    @PostMapping("/account/methods/sign-out-everywhere")
    ModelAndView signOutEverywhere(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        if (!visitor.isFresh(clock.instant())) {
            return StepUp.to("/account/methods");
        }
        store.transact(books -> {
            int others = BrowserSessions.in(books).removeAllOf(visitor.id());
            RememberedDevices.in(books).removeAllOf(visitor.id());
            // This one is among them.
            note(books, visitor, Map.of("where", "everywhere", "others", Integer.toString(Math.max(0, others - 1))));
            return true;
        });
        // Behind what may fail: an outage leaves this browser where the others are.
        visits.end(request);
        return Page.goTo("/sign-in?left=1");
    }

    private void note(Books books, Visitor visitor, Map<String, String> details) {
        AuditLog.in(books)
                .append(AuditEvent.of(AuditKind.SIGNED_OUT, visitor.id(), visitor.actor(), clock.instant(), details));
    }

    private static String after(PasswordStep.Next step, String typed) {
        var next = Next.parse(typed);
        return switch (step) {
            case DONE -> next.map(Next::path).orElse("/account");
            case SECOND_FACTOR ->
                "/second-factor"
                        + next.map(wanted -> "?next=" + wanted.encoded()).orElse("");
            case SET_UP, MAY_SET_UP -> "/set-up";
        };
    }
}
