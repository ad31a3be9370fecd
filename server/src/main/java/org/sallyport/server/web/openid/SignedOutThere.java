package org.sallyport.server.web.openid;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.source.SourceKey;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/// Reads what a provider says of somebody who has signed out there (OpenID Connect Back-Channel Logout 1.0).
@Component
public final class SignedOutThere {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int LONGEST = 16 * 1024;

    private final InstantSource clock;

    SignedOutThere(InstantSource clock) {
        this.clock = clock;
    }

    /// Who it is about; empty where the token does not stand up, or names only a session and nobody.
    ///
    /// @throws org.sallyport.core.store.Unavailable when the provider cannot be reached
    public Optional<SourceKey> judge(OpenIdProvider provider, String token) {
        if (token.isEmpty() || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var jwt =
                    provider.tokens(List.of(provider.timed(), isOne(provider))).decode(token);
            return Optional.ofNullable(jwt.getSubject()).map(subject -> new SourceKey(provider.name(), subject));
        } catch (JwtException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    // Section 2.6. An ID token is none: it has a nonce, and no event.
    private OAuth2TokenValidator<Jwt> isOne(OpenIdProvider provider) {
        return jwt -> {
            boolean isFor = jwt.getAudience() != null && jwt.getAudience().contains(provider.clientId());
            var issuer = jwt.getClaims().get("iss");
            boolean isFrom = provider.source().issuer().toString().equals(String.valueOf(issuer));
            boolean isEvent = jwt.getClaims().get("events") instanceof Map<?, ?> events && events.containsKey(EVENT);
            var issued = jwt.getIssuedAt();
            boolean isFresh = issued != null
                    && !issued.isBefore(clock.instant().minus(FRESH))
                    && !issued.isAfter(clock.instant().plus(FRESH));
            boolean isOne = isFor && isFrom && isEvent && isFresh && jwt.getId() != null && !jwt.hasClaim("nonce");
            return isOne
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_request"));
        };
    }
}
