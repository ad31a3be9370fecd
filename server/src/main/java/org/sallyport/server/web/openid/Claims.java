package org.sallyport.server.web.openid;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Text;
import org.sallyport.core.account.Username;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;
import org.sallyport.server.config.OpenIdSource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/// Reads an ID token that stands up.
final class Claims {
    /// How far the clocks of the two may be apart.
    static final Duration APART = Duration.ofSeconds(30);

    private static final int LONGEST_NAME = 100;
    private static final int MOST_GROUPS = 500;

    private final OpenIdSource source;
    private final OidcIdToken token;

    Claims(OpenIdSource source, OidcIdToken token) {
        this.source = source;
        this.token = token;
    }

    /// Who it is, as a source of accounts says it.
    ///
    /// @return empty together with what is wrong
    Sourced person() throws Unusable {
        var claims = source.claims();
        var key = text(claims.id())
                .flatMap(id -> tried(id, text -> new SourceKey(source.name(), text)))
                .orElseThrow(() -> new Unusable(claims.id()));
        var username =
                text(claims.username()).flatMap(Username::parse).orElseThrow(() -> new Unusable(claims.username()));
        return new Sourced(
                key,
                username,
                displayName().orElse(username.canonical()),
                language(),
                mail().stream().toList(),
                claims.groups().map(this::groups).orElse(Set.of()),
                SourceState.PRESENT);
    }

    /// When a second factor was proved there: what marks one has to stand beside the moment.
    Optional<Instant> secondFactor() {
        return isMarked() ? Optional.ofNullable(token.getAuthenticatedAt()) : Optional.empty();
    }

    private boolean isMarked() {
        return source.marks().stream().anyMatch(mark -> texts(mark.claim()).contains(mark.value()));
    }

    private Optional<String> displayName() {
        return Stream.of(token.getFullName(), joined(token.getGivenName(), token.getFamilyName()))
                .filter(name -> name != null)
                .map(name -> Text.clipped(name, LONGEST_NAME))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static String joined(
            @org.jspecify.annotations.Nullable String given, @org.jspecify.annotations.Nullable String family) {
        return ((given == null ? "" : given) + " " + (family == null ? "" : family)).strip();
    }

    private Optional<Locale> language() {
        return text("locale")
                .map(Locale::forLanguageTag)
                .map(Locale::getLanguage)
                .filter(Set.of("el", "en")::contains)
                .map(Locale::of);
    }

    // An address that the provider has not verified is a stranger's word.
    private Optional<EmailAddress> mail() {
        return text("email")
                .filter(_ -> Boolean.TRUE.equals(token.getEmailVerified()))
                .flatMap(EmailAddress::parse);
    }

    private Set<GroupName> groups(String claim) {
        var groups = new HashSet<GroupName>();
        texts(claim).stream()
                .limit(MOST_GROUPS)
                .forEach(name -> tried(name, GroupName::new).ifPresent(groups::add));
        return groups;
    }

    private Optional<String> text(String claim) {
        return Optional.ofNullable(token.getClaims().get(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank());
    }

    private List<String> texts(String claim) {
        return switch (Map.<String, Object>copyOf(present()).get(claim)) {
            case String one -> List.of(one);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    private Map<String, Object> present() {
        return token.getClaims();
    }

    private static <T> Optional<T> tried(String text, Function<String, T> make) {
        try {
            return Optional.of(make.apply(text));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /// Without this claim nobody can be told apart, or named.
    static final class Unusable extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final String claim;

        Unusable(String claim) {
            super("the claim " + claim + " is missing or cannot be used");
            this.claim = claim;
        }

        String claim() {
            return claim;
        }
    }
}
