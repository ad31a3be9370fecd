package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.signin.SignIn;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.openid.OpenIdProvider;
import org.sallyport.server.web.openid.OpenIdProviders;
import org.sallyport.server.web.security.Footprints;
import org.sallyport.server.web.security.Next;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/// Name and account password.
@Controller
class SignInPages {
    private final SignIn signIn;
    private final SignInForm form;
    private final Visits visits;
    private final Footprints footprints;
    private final DeviceCookies devices;
    private final OpenIdProviders providers;

    SignInPages(
            SignIn signIn,
            SignInForm form,
            Visits visits,
            Footprints footprints,
            DeviceCookies devices,
            OpenIdProviders providers) {
        this.signIn = signIn;
        this.form = form;
        this.visits = visits;
        this.footprints = footprints;
        this.devices = devices;
        this.providers = providers;
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
            @RequestParam(defaultValue = "") String from,
            @RequestParam Optional<String> local,
            HttpServletRequest request) {
        // Whoever has just left is not led back in, and "local" is the way round.
        var straight = providers.straight().filter(_ -> left.isEmpty() && local.isEmpty());
        if (straight.isPresent()) {
            return Page.goTo(way(straight.get(), next, ""));
        }
        return form.blank(request, next)
                .with("left", left.equals("1"))
                .with("leftFrom", providers.find(from).map(OpenIdProvider::code).orElse(""))
                .show();
    }

    private static String way(OpenIdProvider provider, String next, String hint) {
        var way = UriComponentsBuilder.fromPath("/sign-in/with/{code}");
        var wanted = Next.parse(next);
        wanted.ifPresent(_ -> way.queryParam("next", "{next}"));
        if (!hint.isBlank()) {
            way.queryParam("hint", "{hint}");
        }
        var values = Map.of(
                "code",
                provider.code(),
                "hint",
                hint,
                "next",
                wanted.map(Next::path).orElse(""));
        return way.encode().buildAndExpand(values).toUriString();
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var elsewhere = password.isBlank() && !name.isBlank() ? providers.of(name) : Optional.<OpenIdProvider>empty();
        if (elsewhere.isPresent()) {
            return onTheWay(elsewhere.get(), name, next, request, response);
        }
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
                    yield Page.goTo(Arrivals.after(spared(right, request, response), next));
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

    // A page that goes on by itself: no browser lets a form lead to another site, not even by a redirect.
    private ModelAndView onTheWay(
            OpenIdProvider provider,
            String name,
            String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var way = way(provider, next, name);
        response.setHeader("Refresh", "0;url=" + way);
        return Page.of("sign-in-elsewhere")
                .with("way", way)
                .with("label", provider.label(RequestContextUtils.getLocale(request)))
                .show();
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
}
