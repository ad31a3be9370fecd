package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place of ours that a visitor wanted before something else came between.
///
/// @param path one of a short list; anything else never becomes a `Next`, so nobody is sent to a stranger's site
public record Next(String path) {
    // An allow-list and no parsing: whoever parses addresses to see whether they are harmless reads them differently
    // from some browser.
    private static final Pattern ALLOWED = Pattern.compile(
            "/account(/(sign-ins|password|browsers|data|close|not-me))?|/account/methods(/new|/recovery-codes|/[0-9a-f-]{36}/(remove|rename))?"
                    + "|/app-passwords/new([?]app=[a-z0-9]{1,8})?|/app-passwords/[0-9a-f-]{36}/(wake|allow)"
                    + "|/admin(/(audit|overview|requirements|roles|people/[0-9a-f-]{36}(/role)?))?");

    public Next {
        if (!ALLOWED.matcher(path).matches()) {
            throw new IllegalArgumentException("not a place to come back to");
        }
    }

    /// Reads what a form or an address brought back; empty for anything but one of our places.
    public static Optional<Next> parse(String typed) {
        return ALLOWED.matcher(typed).matches() ? Optional.of(new Next(typed)) : Optional.empty();
    }

    static String signInAndComeBack(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                ? parse(address(request))
                        .or(() -> parse(request.getRequestURI()))
                        .filter(next -> !next.path().equals("/account"))
                        .map(next -> "/sign-in?next=" + next.path())
                        .orElse("/sign-in")
                : "/sign-in";
    }

    private static String address(HttpServletRequest request) {
        return request.getQueryString() == null
                ? request.getRequestURI()
                : request.getRequestURI() + "?" + request.getQueryString();
    }
}
