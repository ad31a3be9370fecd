package org.sallyport.server.web.session;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.ClientName;

/// What people call the browser behind a `User-Agent` (RFC 9110 section 10.1.5): "Firefox (Android)".
public final class BrowserName {
    /// In this order: the later ones appear in the names of the earlier ones too.
    private static final List<Known> BROWSERS = List.of(
            new Known("Edg", "Edge"),
            new Known("OPR/", "Opera"),
            new Known("SamsungBrowser/", "Samsung Internet"),
            new Known("Vivaldi/", "Vivaldi"),
            new Known("Firefox/", "Firefox"),
            new Known("FxiOS/", "Firefox"),
            new Known("CriOS/", "Chrome"),
            new Known("Chrome/", "Chrome"),
            new Known("Safari/", "Safari"));

    private static final List<Known> SYSTEMS = List.of(
            new Known("iPhone", "iPhone"),
            new Known("iPad", "iPad"),
            new Known("Android", "Android"),
            new Known("Windows", "Windows"),
            new Known("CrOS", "ChromeOS"),
            new Known("Mac OS X", "Mac"),
            new Known("Linux", "Linux"));

    private BrowserName() {}

    private record Known(String sign, String name) {}

    /// Empty where nothing is left of it. What is not known is called by its first word.
    public static Optional<ClientName> of(String userAgent) {
        var browser = find(BROWSERS, userAgent);
        var system = find(SYSTEMS, userAgent).map(name -> " (" + name + ")").orElse("");
        return ClientName.of(browser.map(name -> name + system).orElseGet(() -> firstWord(userAgent)));
    }

    private static Optional<String> find(List<Known> known, String userAgent) {
        return known.stream()
                .filter(one -> userAgent.contains(one.sign()))
                .map(Known::name)
                .findFirst();
    }

    private static String firstWord(String userAgent) {
        return userAgent.strip().split("[\\s/]", 2)[0];
    }
}
