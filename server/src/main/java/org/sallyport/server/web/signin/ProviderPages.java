package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.signin.ProviderSignIn;
import org.sallyport.core.signin.ProviderStep;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Elsewhere;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.openid.Answer;
import org.sallyport.server.web.openid.Exchange;
import org.sallyport.server.web.openid.OpenIdProvider;
import org.sallyport.server.web.openid.OpenIdProviders;
import org.sallyport.server.web.openid.Returned;
import org.sallyport.server.web.security.Footprints;
import org.sallyport.server.web.security.Next;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/// The way to an identity provider and back: to sign in, or to prove the second factor there.
@Controller
class ProviderPages {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderPages.class);

    private final OpenIdProviders providers;
    private final Exchange exchange;
    private final ProviderSignIn signIn;
    private final Arrivals arrivals;
    private final SignInForm form;
    private final Footprints footprints;

    ProviderPages(
            OpenIdProviders providers,
            Exchange exchange,
            ProviderSignIn signIn,
            Arrivals arrivals,
            SignInForm form,
            Footprints footprints) {
        this.providers = providers;
        this.exchange = exchange;
        this.signIn = signIn;
        this.arrivals = arrivals;
        this.form = form;
        this.footprints = footprints;
    }

    /// A link and no form: browsers keep forms from leading to another site, as the content security policy says.
    @GetMapping("/sign-in/with/{code}")
    ModelAndView leave(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String hint,
            @RequestParam Optional<String> again,
            @AuthenticationPrincipal @Nullable Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var provider = known(code);
        var language = RequestContextUtils.getLocale(request);
        var wanted = Next.parse(next).map(Next::path).orElse("");
        if (visitor != null && again.isEmpty()) {
            return Page.goTo(arrivals.home(visitor));
        }
        try {
            if (visitor != null) {
                return Elsewhere.to(exchange.secondFactor(provider, visitor.id(), wanted, language, request, response));
            }
            return Elsewhere.to(exchange.signIn(provider, hint, wanted, language, request, response));
        } catch (Unavailable later) {
            return unreachable(provider, later, wanted, language, request);
        }
    }

    @GetMapping("/sign-in/from/{code}")
    ModelAndView arrive(
            @PathVariable String code,
            @RequestParam(name = "code", defaultValue = "") String authorization,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String iss,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String described,
            @AuthenticationPrincipal @Nullable Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var provider = known(code);
        var language = RequestContextUtils.getLocale(request);
        Returned returned;
        try {
            returned = exchange.judge(
                    provider, new Answer(authorization, state, iss, error, described), request, response);
        } catch (Unavailable later) {
            return unreachable(provider, later, "", language, request);
        }
        return switch (returned) {
            case Returned.Proved proved when proved.again().isPresent() -> again(provider, proved, visitor, request);
            case Returned.Proved proved -> enter(provider, proved, request);
            case Returned.NotAsked() -> refused(provider, "provider.not-asked", request);
            case Returned.Declined(var what, var words) -> declined(provider, what, words, request);
            case Returned.Refused _ -> refused(provider, "provider.refused", request);
            case Returned.Incomplete _ -> refused(provider, "provider.incomplete", request);
        };
    }

    private ModelAndView enter(OpenIdProvider provider, Returned.Proved proved, HttpServletRequest request) {
        return switch (signIn.signIn(proved.proof(), footprints.whereIs(request))) {
            case ProviderStep.Accepted accepted -> arrivals.begin(accepted, provider, proved.next(), request);
            case ProviderStep.Refused(var why) ->
                refused(
                        provider,
                        switch (why) {
                            case NOT_KNOWN -> "provider.not-known";
                            case UNDECIDED -> "provider.undecided";
                            case ACCOUNT_DISABLED -> "provider.disabled";
                            case SOMEBODY_ELSE, NO_SECOND_FACTOR -> "provider.refused";
                        },
                        request);
        };
    }

    private ModelAndView again(
            OpenIdProvider provider, Returned.Proved proved, @Nullable Visitor visitor, HttpServletRequest request) {
        // Somebody else sits there by now, or nobody.
        if (visitor == null || !proved.again().equals(Optional.of(visitor.id()))) {
            return refused(provider, "provider.not-asked", request);
        }
        return switch (signIn.secondFactor(visitor.id(), proved.proof(), footprints.whereIs(request))) {
            case ProviderStep.Accepted(var _, var _, var _, var at)
            when at.isPresent() -> arrivals.proved(visitor, at.get(), proved.next(), request);
            case ProviderStep.Accepted _ -> Page.goTo("/");
            case ProviderStep.Refused(var why) ->
                Page.goTo("/second-factor/" + ProviderFactorPages.CODE + "?said="
                        + (why == ProviderStep.Why.SOMEBODY_ELSE ? "somebody-else" : "none"));
        };
    }

    private ModelAndView declined(OpenIdProvider provider, String what, String words, HttpServletRequest request) {
        var label = provider.label(RequestContextUtils.getLocale(request));
        var said = what.equals("access_denied")
                ? Said.of("provider.denied", label)
                : Said.of("provider.declined", label, words.isEmpty() ? what : what + ": " + words);
        return form.blank(request, "").wrong(said).show();
    }

    private ModelAndView refused(OpenIdProvider provider, String key, HttpServletRequest request) {
        return form.blank(request, "")
                .wrong(Said.of(key, provider.label(RequestContextUtils.getLocale(request))))
                .show();
    }

    private ModelAndView unreachable(
            OpenIdProvider provider, Unavailable later, String next, Locale language, HttpServletRequest request) {
        LOG.atWarn()
                .setMessage("openid.unreachable")
                .addKeyValue("provider", provider.name())
                .addKeyValue("why", later.getMessage())
                .log();
        var page = form.blank(request, next)
                .wrong(Said.of("provider.unreachable", provider.label(language)))
                .show();
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page;
    }

    private OpenIdProvider known(String code) {
        return providers.find(code).orElseThrow(NoSuchThing::new);
    }
}
