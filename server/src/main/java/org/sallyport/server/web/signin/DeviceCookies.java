package org.sallyport.server.web.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.signin.KnownDevice;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.session.BrowserName;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.CookieNames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The cookie of a browser that is spared the second factor at sign-in.
@Component
class DeviceCookies {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final DeviceMemory memory;
    private final ClientAddress addresses;
    private final String name;
    private final boolean secure;

    DeviceCookies(DeviceMemory memory, ClientAddress addresses, WebSettings settings) {
        this.memory = memory;
        this.addresses = addresses;
        this.name = CookieNames.of(settings).device();
        this.secure = settings.isSecure();
    }

    /// For how many days a browser of the visitor's can be spared it; 0 for none.
    static long days(Visitor visitor) {
        return visitor.policy().limits().upkeep().rememberDevice().toDays();
    }

    /// Whether this browser is spared it; if so, its cookie is changed.
    boolean recognise(PasswordStep.Right right, HttpServletRequest request, HttpServletResponse response) {
        return token(request)
                .flatMap(token -> next(right, token, request))
                .map(next -> give(right.account().id(), next, response))
                .isPresent();
    }

    /// Spares this browser from now on, where the policy grants it.
    void remember(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
        memory.remember(visitor.id(), visitor.passwordChanged(), seen(request))
                .ifPresent(token -> give(visitor.id(), token, response));
    }

    private Optional<Secret> next(PasswordStep.Right right, String token, HttpServletRequest request) {
        try (var secret = Secret.of(token)) {
            return memory.recognise(right.account().id(), right.passwordChanged(), secret, seen(request));
        }
    }

    private boolean give(AccountId whose, Secret token, HttpServletResponse response) {
        try (token) {
            var cookie = ResponseCookie.from(name, token.reveal())
                    .path("/")
                    .maxAge(memory.granted(whose))
                    .secure(secure)
                    .httpOnly(true)
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return true;
    }

    private Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> TOKEN.matcher(value).matches())
                .findFirst();
    }

    private KnownDevice.Seen seen(HttpServletRequest request) {
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        return new KnownDevice.Seen(addresses.of(request), BrowserName.of(agent));
    }
}
