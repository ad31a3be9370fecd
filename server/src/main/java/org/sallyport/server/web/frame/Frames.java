package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Permission;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.WebSettings;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// Puts the frame around a page.
@Component
public final class Frames {
    private final WebSettings settings;
    private final Languages languages;
    private final Assets assets;
    private final InstantSource clock;

    Frames(WebSettings settings, Languages languages, Assets assets, InstantSource clock) {
        this.settings = settings;
        this.languages = languages;
        this.assets = assets;
        this.clock = clock;
    }

    Frame around(HttpServletRequest request, Locale locale) {
        var language = languages
                .find(locale.toLanguageTag())
                .orElseGet(() -> languages.all().getFirst());
        return new Frame(
                language,
                languages.all(),
                here(request),
                formToken(request),
                LanguageChoice.visitor().map(this::who),
                settings.organisation(),
                assets);
    }

    private Frame.Who who(Visitor visitor) {
        var stage = visitor.stage(clock.instant());
        boolean complete = stage == Stage.SIGNED_IN || stage == Stage.NOT_REQUIRED;
        return new Frame.Who(
                visitor.account().profile().displayName(),
                complete || stage == Stage.SET_UP_OPEN,
                complete ? codes(visitor) : Set.of());
    }

    private static Set<String> codes(Visitor visitor) {
        return Arrays.stream(Permission.values())
                .filter(visitor::may)
                .map(Permission::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String here(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static String formToken(HttpServletRequest request) {
        try {
            return Optional.ofNullable((CsrfToken) request.getAttribute(CsrfToken.class.getName()))
                    .map(CsrfToken::getToken)
                    .orElse("");
        } catch (Unavailable noSession) {
            // The page that says so is being made: it does without a form.
            return "";
        }
    }
}
