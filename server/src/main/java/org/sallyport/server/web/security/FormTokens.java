package org.sallyport.server.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.session.CookieNames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/// Tokens that bind a form to the browser it was shown in (NIST SP 800-63B section 5.1, OWASP ASVS 3.5.1).
///
/// A token is a keyed digest of the session's cookie, or, before anybody has signed in, of a random cookie of its own.
/// So it changes with every authentication step, nobody can make one for another browser, and a stranger who only
/// looks at the sign-in page costs the store nothing.
@Component
public final class FormTokens implements CsrfTokenRepository {
    static final String PARAMETER = "_csrf";

    private static final Pattern START = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String NEW_START = FormTokens.class.getName() + ".start";

    private final Keyset keyset;
    private final SecretGenerator generator;
    private final CookieNames names;
    private final boolean secure;

    public FormTokens(Keyset keyset, SecretGenerator generator, WebSettings settings) {
        this.keyset = keyset;
        this.generator = generator;
        this.names = CookieNames.of(settings);
        this.secure = settings.isSecure();
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var start = generator.token().reveal();
        request.setAttribute(NEW_START, start);
        return token("start:" + start);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(NEW_START) instanceof String start) {
            var cookie = ResponseCookie.from(names.start(), start)
                    .path("/")
                    .secure(secure)
                    .httpOnly(true)
                    .sameSite("Strict")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                ? token("session:" + session.getId())
                : start(request).map(value -> token("start:" + value)).orElse(null);
    }

    /// What only the browser of this request has, and every page of it again: the session's cookie, or the one it has
    /// before anybody has signed in. Gives the browser one where it has none.
    public String bindingOf(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            return "session:" + session.getId();
        }
        return start(request)
                .or(() -> newStart(request))
                .map(value -> "start:" + value)
                .orElseThrow();
    }

    // Reading the token makes the filter save it, and the cookie with it.
    private static Optional<String> newStart(HttpServletRequest request) {
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return Optional.of(token.getToken())
                .flatMap(_ -> Optional.ofNullable((String) request.getAttribute(NEW_START)));
    }

    private Optional<String> start(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(names.start()))
                .map(Cookie::getValue)
                .filter(value -> START.matcher(value).matches())
                .findFirst();
    }

    private CsrfToken token(String binding) {
        var digest = keyset.digest(
                Purpose.SESSION,
                "form".getBytes(StandardCharsets.US_ASCII),
                binding.getBytes(StandardCharsets.US_ASCII));
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.value());
        return new DefaultCsrfToken("X-CSRF-TOKEN", PARAMETER, text);
    }
}
