package org.sallyport.server.web.openid;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.session.CookieNames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The cookie in which a browser carries what it was sent to a provider with. Sealed, so that nobody reads the verifier
/// out of it or makes one; good for one return. `SameSite=Lax`, since the way back begins on the provider's site.
@Component
class AskedCookie {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Seal.Place PLACE = new Seal.Place("browser", "asked-of-provider", "cookie");

    private final Seal seal;
    private final String name;
    private final boolean secure;

    AskedCookie(Keyset keyset, SecretGenerator generator, WebSettings settings) {
        this.seal = new Seal(keyset, generator);
        this.name = CookieNames.of(settings).asked();
        this.secure = settings.isSecure();
    }

    void give(Asked asked, HttpServletResponse response) {
        var sealed = seal.seal(PLACE, JSON.writeValueAsBytes(asked.text()));
        set(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), Asked.GOOD_FOR, response);
    }

    /// What the browser brought back; it does not carry it any longer. Empty where there is nothing that was made here.
    Optional<Asked> take(HttpServletRequest request, HttpServletResponse response) {
        var value = Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
        value.ifPresent(_ -> set("", Duration.ZERO, response));
        return value.flatMap(this::open);
    }

    private Optional<Asked> open(String value) {
        try {
            var text = seal.open(PLACE, Base64.getUrlDecoder().decode(value));
            return Optional.of(Asked.of(JSON.readValue(text, new TypeReference<Map<String, String>>() {})));
        } catch (IllegalArgumentException | Seal.Broken | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private void set(String value, Duration age, HttpServletResponse response) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(age)
                .secure(secure)
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
