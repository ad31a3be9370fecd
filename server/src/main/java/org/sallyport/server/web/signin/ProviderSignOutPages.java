package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.signin.ProviderSignIn;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.frame.Elsewhere;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.openid.OpenIdProvider;
import org.sallyport.server.web.openid.OpenIdProviders;
import org.sallyport.server.web.openid.SignedOutThere;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/// Signing out at an identity provider from here, and here from there.
@Controller
class ProviderSignOutPages {
    private final OpenIdProviders providers;
    private final SignedOutThere signedOut;
    private final ProviderSignIn signIn;
    private final Store store;
    private final WebSettings settings;
    private final InstantSource clock;

    ProviderSignOutPages(
            OpenIdProviders providers,
            SignedOutThere signedOut,
            ProviderSignIn signIn,
            Store store,
            WebSettings settings,
            InstantSource clock) {
        this.providers = providers;
        this.signedOut = signedOut;
        this.signIn = signIn;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /// Leads whoever has signed out here to where they sign out there (OpenID Connect RP-Initiated Logout 1.0).
    @GetMapping("/sign-in/out/{code}")
    ModelAndView leave(@PathVariable String code) {
        var provider = known(code);
        try {
            return provider.signOut()
                    .map(place -> Elsewhere.to(withWayBack(place, provider)))
                    .orElseGet(() -> Page.goTo("/sign-in?left=1"));
        } catch (Unavailable later) {
            return Page.goTo("/sign-in?left=1");
        }
    }

    private URI withWayBack(URI place, OpenIdProvider provider) {
        return UriComponentsBuilder.fromUri(place)
                .queryParam("client_id", "{client}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode()
                .buildAndExpand(Map.of("client", provider.clientId(), "back", settings.origin() + "/sign-in?left=1"))
                .toUri();
    }

    /// The provider says that somebody has signed out there: every browser of theirs is signed out here. It comes from
    /// no browser, so no form token goes with it; the provider's signature does.
    @PostMapping("/sign-in/signed-out/{code}")
    ResponseEntity<Void> signedOutThere(
            @PathVariable String code,
            @RequestParam(name = "logout_token", defaultValue = "") String token,
            HttpServletRequest request) {
        var who = signedOut.judge(known(code), token);
        who.ifPresent(this::signOut);
        // Section 2.8: 200 also where nobody was signed in, 400 for a token that does not stand up.
        return ResponseEntity.status(who.isPresent() ? HttpStatus.OK : HttpStatus.BAD_REQUEST)
                .build();
    }

    private void signOut(SourceKey who) {
        signIn.accountOf(who).ifPresent(account -> end(account, who));
    }

    private void end(AccountId account, SourceKey who) {
        store.transact(books -> {
            int ended = BrowserSessions.in(books).removeAllOf(account);
            if (ended > 0) {
                var details = Map.of("provider", who.source().value(), "count", Integer.toString(ended));
                AuditLog.in(books)
                        .append(AuditEvent.of(
                                AuditKind.PROVIDER_SIGNED_OUT,
                                account,
                                new Actor.Sallyport(),
                                clock.instant(),
                                details));
            }
            return true;
        });
    }

    private OpenIdProvider known(String code) {
        return Optional.of(code).flatMap(providers::find).orElseThrow(NoSuchThing::new);
    }
}
