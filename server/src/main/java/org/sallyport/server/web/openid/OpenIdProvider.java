package org.sallyport.server.web.openid;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.config.OpenIdSource;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// One identity provider. What it publishes is read when it is needed first and again once a day, so that Sallyport
/// starts while it is down, and asks again when it is back. Thread-safe.
public final class OpenIdProvider {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration BELIEVED = Duration.ofDays(1);
    /// While it cannot be reached, whoever comes next is told so at once for this long.
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private static final long KEYS_LIVE_MILLIS = 300_000;
    private static final long KEYS_WAIT_MILLIS = 15_000;
    /// A key that nobody knows is looked for this often at most, whoever sends tokens that name one.
    private static final long KEYS_LEAST_MILLIS = 30_000;
    private static final long KEYS_OUTLIVE_MILLIS = 4 * 3_600_000L;
    // Signed by the provider alone: with a MAC whoever knows the client secret could sign (RFC 8725 section 3.1).
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    private final OpenIdSource source;
    private final String home;
    private final InstantSource clock;
    private final Endpoints endpoints;
    private final Fetch fetch;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile Instant failed = Instant.EPOCH;

    /// @param home where the browser comes back to
    OpenIdProvider(OpenIdSource source, String home, InstantSource clock) {
        this.source = source;
        this.home = home;
        this.clock = clock;
        var hosts = new HashSet<String>();
        hosts.add(source.issuer().getHost().toLowerCase(Locale.ROOT));
        source.client().hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        this.endpoints = new Endpoints(source.issuer().getScheme(), hosts);
        this.fetch = new Fetch(endpoints);
    }

    /// What is believed of it.
    private record Known(ClientRegistration client, JWKSource<SecurityContext> keys, Instant read) {}

    public SourceName name() {
        return source.name();
    }

    /// Its name without the kind: how addresses call it.
    public String code() {
        return source.name().value().substring(source.name().kind().length() + 1);
    }

    public String label(Locale language) {
        return source.label().in(language);
    }

    OpenIdSource source() {
        return source;
    }

    /// Whether its word that it asked for a second factor is taken.
    public boolean provesSecondFactors() {
        return !source.marks().isEmpty();
    }

    /// Whether the sign-in page leads there at once.
    public boolean isStraight() {
        return source.rules().isStraight();
    }

    Fetch fetch() {
        return fetch;
    }

    /// As what Sallyport is registered there, with the provider's endpoints.
    ///
    /// @throws Unavailable when it cannot be reached, or does not say what it has to
    ClientRegistration client() {
        return known().client();
    }

    /// Whether an answer has to name the issuer (RFC 9207 section 2.4).
    boolean namesItself() {
        return Boolean.TRUE.equals(client().getProviderDetails()
                .getConfigurationMetadata()
                .get("authorization_response_iss_parameter_supported"));
    }

    /// Where people sign out there (OpenID Connect RP-Initiated Logout 1.0); empty where it has no such place.
    public Optional<URI> signOut() {
        return Optional.ofNullable(
                        client().getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
                .map(Object::toString)
                .map(URI::create)
                .filter(endpoints::allows);
    }

    public String clientId() {
        return source.client().id();
    }

    /// What tells whether an ID token is one of this provider's for Sallyport, and still good.
    JwtDecoder idTokens() {
        var client = client();
        var ours = new OidcIdTokenValidator(client);
        ours.setClock(clockOf());
        return tokens(List.of(timed(), ours));
    }

    /// The same for any token, as far as every one of them has to be checked.
    JwtDecoder tokens(List<OAuth2TokenValidator<Jwt>> checks) {
        var decoder = NimbusJwtDecoder.withJwkSource(known().keys())
                .jwsAlgorithms(allowed -> allowed.addAll(ALGORITHMS))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    OAuth2TokenValidator<Jwt> timed() {
        var timed = new JwtTimestampValidator();
        timed.setClock(clockOf());
        return timed;
    }

    private Clock clockOf() {
        return clock.withZone(ZoneOffset.UTC);
    }

    private Known known() {
        var present = known;
        if (present != null && clock.instant().isBefore(present.read().plus(BELIEVED))) {
            return present;
        }
        reading.lock();
        try {
            var meanwhile = known;
            if (meanwhile != null && clock.instant().isBefore(meanwhile.read().plus(BELIEVED))) {
                return meanwhile;
            }
            return readAnew(meanwhile);
        } finally {
            reading.unlock();
        }
    }

    // What was read a day ago is better than nothing while the provider is down.
    private Known readAnew(@Nullable Known before) {
        var now = clock.instant();
        if (now.isBefore(failed.plus(AGAIN_AFTER))) {
            return Objects.requireNonNullElseGet(before, () -> {
                throw new Unavailable(name().value(), "it could not be reached a moment ago");
            });
        }
        try {
            var fresh = read(now);
            known = fresh;
            return fresh;
        } catch (IOException | IllegalArgumentException | IllegalStateException | JacksonException unusable) {
            failed = now;
            if (before != null) {
                return before;
            }
            throw new Unavailable(name().value(), unusable);
        }
    }

    private Known read(Instant now) throws IOException {
        var issuer = source.issuer().toString();
        var place = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration";
        Map<String, Object> said =
                JSON.readValue(fetch.get(URI.create(place)), new TypeReference<Map<String, Object>>() {});
        // OpenID Connect Discovery section 4.3: another issuer's word is nothing.
        if (!issuer.equals(said.get("issuer"))) {
            throw new IOException("it calls itself another issuer");
        }
        for (var endpoint : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
            endpoints.require(URI.create(String.valueOf(said.get(endpoint))));
        }
        var client = ClientRegistrations.fromOidcConfiguration(said)
                .registrationId(code())
                .clientId(source.client().id())
                .clientSecret(source.client().secret().reveal())
                .scope(source.client().scopes())
                .redirectUri(home)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
        var keys = JWKSourceBuilder.<SecurityContext>create(
                        URI.create(String.valueOf(said.get("jwks_uri"))).toURL(), fetch)
                .cache(KEYS_LIVE_MILLIS, KEYS_WAIT_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(KEYS_LEAST_MILLIS)
                .outageTolerant(KEYS_OUTLIVE_MILLIS)
                .build();
        return new Known(client, keys, now);
    }
}
