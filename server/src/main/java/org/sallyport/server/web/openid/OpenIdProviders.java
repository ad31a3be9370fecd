package org.sallyport.server.web.openid;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.source.SourceName;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebSettings;
import org.springframework.stereotype.Component;

/// The identity providers that people sign in at.
@Component
public final class OpenIdProviders {
    private final List<OpenIdProvider> all;

    OpenIdProviders(Services.Federation federation, WebSettings settings, InstantSource clock) {
        all = federation.openId().stream()
                .map(source -> new OpenIdProvider(source, settings.origin() + home(source.name()), clock))
                .toList();
    }

    private static String home(SourceName name) {
        return "/sign-in/from/" + name.value().substring(name.kind().length() + 1);
    }

    public List<OpenIdProvider> all() {
        return all;
    }

    /// The one that addresses call so.
    public Optional<OpenIdProvider> find(String code) {
        return all.stream().filter(provider -> provider.code().equals(code)).findFirst();
    }

    public Optional<OpenIdProvider> named(String source) {
        return all.stream()
                .filter(provider -> provider.name().value().equals(source))
                .findFirst();
    }

    /// The one that the sign-in page leads to at once.
    public Optional<OpenIdProvider> straight() {
        return all.stream().filter(OpenIdProvider::isStraight).findFirst();
    }

    /// The one where somebody signs in who typed this name and no password: by what stands behind the `@`, or the only
    /// one, whoever it is. So nobody learns from it whether there is such an account.
    public Optional<OpenIdProvider> of(String typed) {
        var domain = typed.substring(typed.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
        var byDomain = all.stream()
                .filter(provider -> typed.contains("@"))
                .filter(provider -> provider.source().rules().domains().contains(domain))
                .findFirst();
        return byDomain.or(() ->
                all.size() == 1 && all.getFirst().source().rules().domains().isEmpty()
                        ? Optional.of(all.getFirst())
                        : Optional.empty());
    }
}
