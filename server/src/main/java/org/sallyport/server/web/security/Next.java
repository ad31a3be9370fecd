package org.sallyport.server.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/// A place of ours that a visitor wanted before something else came between.
///
/// @param path one of a short list; anything else never becomes a `Next`, so nobody is sent to a stranger's site
public record Next(String path) {
    // An allow-list and no parsing: whoever parses addresses to see whether they are harmless reads them differently
    // from some browser.
    private static final Pattern ALLOWED = Pattern.compile(
            "/account(/(sign-ins|password|browsers|devices|data|close|not-me))?|/account/methods(/new|/recovery-codes|/[0-9a-f-]{36}/(remove|rename))?"
                    + "|/app-passwords/new([?]app=[a-z0-9]{1,8})?|/app-passwords/[0-9a-f-]{36}/(wake|allow)"
                    + "|/admin/rollout(/new|/[0-9a-f-]{36}(/change/[a-z-]{5,10}|/people/[0-9a-f-]{36}/more-time)?)?"
                    + "|/admin(/(audit|overview|requirements|policies|roles|tokens|tokens/new|devices|devices/[0-9a-f-]{36}(/card)?|servers|servers/set-up|sources|proposals|proposals/[0-9a-f-]{36}))?"
                    + "|/admin/people/import(/[0-9a-f-]{36}(/undo)?)?"
                    + "|/admin/webhooks(/new|/[0-9a-f-]{36}(/(key|remove))?)?"
                    + "|/admin/people/[0-9a-f-]{36}(/(role|enable|disable|revoke-all|delete|edit|reset-methods|policy|unlink))?"
                    + "|/admin/people/[0-9a-f-]{36}[?]hours=[0-9]{1,2}"
                    + "|/admin/people/[0-9a-f-]{36}/requirement[?]choice=[a-z]{1,10}"
                    // What was filled in, as a form of ours that is fetched writes it: names, "=", values and "&".
                    + "|/admin(/(requirements|policies)/preview|/people/many|/people/[0-9a-f-]{36}/policy/preview)?[?][A-Za-z0-9%&=._~-]{1,4000}"
                    // Where that would be too long.
                    + "|/admin(/policies|/people/[0-9a-f-]{36}/policy)/preview");

    public Next {
        if (!ALLOWED.matcher(path).matches()) {
            throw new IllegalArgumentException("not a place to come back to");
        }
    }

    /// Reads what a form or an address brought back; empty for anything but one of our places.
    public static Optional<Next> parse(String typed) {
        return ALLOWED.matcher(typed).matches() ? Optional.of(new Next(typed)) : Optional.empty();
    }

    /// As the value of a parameter of an address.
    public String encoded() {
        return UriUtils.encodeQueryParam(path, UTF_8);
    }

    static String signInAndComeBack(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                ? parse(address(request))
                        .or(() -> parse(request.getRequestURI()))
                        .filter(next -> !next.path().equals("/account"))
                        .map(next -> "/sign-in?next=" + next.encoded())
                        .orElse("/sign-in")
                : "/sign-in";
    }

    private static String address(HttpServletRequest request) {
        return request.getQueryString() == null
                ? request.getRequestURI()
                : request.getRequestURI() + "?" + request.getQueryString();
    }
}
