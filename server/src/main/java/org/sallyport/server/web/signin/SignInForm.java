package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.openid.OpenIdProviders;
import org.sallyport.server.web.passkey.RelyingParty;
import org.sallyport.server.web.security.Next;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/// The sign-in page: name and account password, a passkey, or the organisation's identity provider. It is the same for
/// everybody.
@Component
class SignInForm {
    private final RelyingParty passkeys;
    private final OpenIdProviders providers;

    SignInForm(RelyingParty passkeys, OpenIdProviders providers) {
        this.passkeys = passkeys;
        this.providers = providers;
    }

    /// A button that leads to an identity provider.
    record Way(String code, String label) {}

    Page blank(HttpServletRequest request, String next) {
        var page = Page.of("sign-in")
                .with("next", Next.parse(next).map(Next::path).orElse(""))
                .with("name", "")
                .with("left", false)
                .with("leftFrom", "")
                .with("ways", ways(RequestContextUtils.getLocale(request)));
        passkeys.toSignIn(request).ifPresent(prompt -> page.with("prompt", prompt));
        return page;
    }

    private List<Way> ways(Locale language) {
        return providers.all().stream()
                .map(provider -> new Way(provider.code(), provider.label(language)))
                .toList();
    }
}
