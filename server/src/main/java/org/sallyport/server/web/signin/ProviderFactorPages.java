package org.sallyport.server.web.signin;

import java.util.List;
import java.util.Locale;
import org.sallyport.core.method.Method;
import org.sallyport.core.signin.ProviderSignIn;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.openid.OpenIdProvider;
import org.sallyport.server.web.openid.OpenIdProviders;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Proving the second factor at the identity provider, where its word for it is taken.
@Controller
@Order(5)
class ProviderFactorPages implements FactorPage {
    static final String CODE = "provider-factor";

    private final OpenIdProviders providers;
    private final FactorPages pages;

    ProviderFactorPages(OpenIdProviders providers, FactorPages pages) {
        this.providers = providers;
        this.pages = pages;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isOpenTo(Visitor visitor, List<Method> held) {
        return !proving(held).isEmpty();
    }

    @GetMapping("/second-factor/" + CODE)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String said,
            Locale language) {
        var open = proving(pages.heldBy(visitor));
        var page = pages.page(this, visitor, next)
                .with(
                        "ways",
                        open.stream()
                                .map(provider -> new SignInForm.Way(provider.code(), provider.label(language)))
                                .toList());
        if (open.isEmpty()) {
            return page.show();
        }
        var label = open.getFirst().label(language);
        return switch (said) {
            case "somebody-else" ->
                page.wrong(Said.of("provider.somebody-else", label)).show();
            case "none" ->
                page.wrong(Said.of("provider.no-second-factor", label)).show();
            default -> page.show();
        };
    }

    // A provider that is no longer configured, or whose word is no longer taken, proves nothing.
    private List<OpenIdProvider> proving(List<Method> held) {
        return providers.all().stream()
                .filter(OpenIdProvider::provesSecondFactors)
                .filter(provider -> ProviderSignIn.isRegistered(held, provider.name()))
                .toList();
    }
}
