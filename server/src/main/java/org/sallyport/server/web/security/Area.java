package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// The parts of the web, by path; the first that matches counts. A path in no area does not exist for anybody, so a
/// page forgotten here is closed and not open.
public enum Area {
    /// Styles, scripts and the logo.
    ASSETS("/assets/**"),
    SIGN_IN("/sign-in", "/sign-in/passkey"),
    /// Open to everybody: the language, the one-time link of the first admin, a new password for a forgotten one,
    /// the card of a device.
    OPEN("/language", "/first-admin", "/forgot-password", "/forgot-password/code", "/card"),
    /// The way to an identity provider and back, for whoever signs in and for whoever proves the second factor there.
    PROVIDER("/sign-in/with/{code}", "/sign-in/from/{code}", "/sign-in/out/{code}", "/sign-in/signed-out/{code}"),
    HOME("/"),
    SIGN_OUT("/sign-out"),
    SECOND_FACTOR("/second-factor", "/second-factor/**"),
    /// The last step of *Set it up now*, when the second factor is in force already.
    SET_UP_LAST("/set-up/next"),
    /// Choosing and proving a method, the first one or one more.
    SET_UP_METHOD(
            "/set-up/method",
            "/set-up/authenticator-app/**",
            "/set-up/passkey/**",
            "/set-up/phone/**",
            "/set-up/mailbox/**"),
    SET_UP("/set-up", "/set-up/**"),
    /// The methods one has, for whoever has proved one of them.
    METHODS("/account/methods", "/account/methods/**"),
    /// Looking after one's own account, as long as nothing has to be set up first.
    UPKEEP(
            "/account/password",
            "/account/browsers",
            "/account/browsers/**",
            "/account/devices",
            "/account/devices/**",
            "/account/activity",
            "/account/data",
            "/account/not-me",
            "/account/not-me/tokens",
            "/account/close"),
    ACCOUNT("/account", "/account/sign-ins", "/account/senders/forget", "/already-shown"),
    /// Ending app passwords, also sleeping ones.
    APP_PASSWORDS_END("/app-passwords/{id}/revoke", "/app-passwords/revoke-all"),
    APP_PASSWORDS("/app-passwords/**"),
    ADMIN("/admin", "/admin/**"),
    UNKNOWN("/**");

    @SuppressWarnings("ImmutableEnumChecker") // a list of matchers that nobody changes
    private final List<PathPatternRequestMatcher> paths;

    Area(String... patterns) {
        paths = Arrays.stream(patterns)
                .map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
    }

    public static Area of(HttpServletRequest request) {
        return Arrays.stream(values())
                .filter(area -> area.paths.stream().anyMatch(path -> path.matches(request)))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
