package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.openid.OpenIdProvider;
import org.sallyport.server.web.openid.OpenIdProviders;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// Signing out, of this browser or of all.
@Controller
class SignOutPages {
    private final Visits visits;
    private final OpenIdProviders providers;
    private final Store store;
    private final InstantSource clock;

    SignOutPages(Visits visits, OpenIdProviders providers, Store store, InstantSource clock) {
        this.visits = visits;
        this.providers = providers;
        this.store = store;
        this.clock = clock;
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        var from = visits.providerOf(request).flatMap(providers::find).map(OpenIdProvider::code);
        visits.end(request);
        store.transact(books -> {
            note(books, visitor, Map.of());
            return true;
        });
        return Page.goTo("/sign-in?left=1" + from.map(code -> "&from=" + code).orElse(""));
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
}
