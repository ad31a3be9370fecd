package org.sallyport.server.web.frame;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.session.CookieNames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.LocaleResolver;

/// Which language a page is in: the account's when somebody is signed in, else the one chosen on a page, else what the
/// browser asks for.
public final class LanguageChoice implements LocaleResolver {
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Languages languages;
    private final CookieNames names;
    private final boolean secure;

    public LanguageChoice(Languages languages, WebSettings settings) {
        this.languages = languages;
        this.names = CookieNames.of(settings);
        this.secure = settings.isSecure();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return ofVisitor()
                .or(() -> ofCookie(request))
                .orElseGet(() -> languages.bestFor(Optional.ofNullable(request.getHeader("Accept-Language"))
                        .orElse("*")));
    }

    /// Remembers a choice in the browser.
    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            var cookie = ResponseCookie.from(names.language(), locale.toLanguageTag())
                    .path("/")
                    .maxAge(REMEMBERED)
                    .secure(secure)
                    .httpOnly(true)
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    private Optional<Locale> ofVisitor() {
        return visitor()
                .flatMap(
                        visitor -> languages.serving(visitor.account().profile().language()));
    }

    private Optional<Locale> ofCookie(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(names.language()))
                .map(Cookie::getValue)
                .flatMap(tag -> languages.find(tag).stream())
                .map(Languages.Language::locale)
                .findFirst();
    }

    static Optional<Visitor> visitor() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(Visitor.class::isInstance)
                .map(Visitor.class::cast);
    }
}
