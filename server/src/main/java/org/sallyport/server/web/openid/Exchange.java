package org.sallyport.server.web.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Text;
import org.sallyport.core.signin.ProviderProof;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/// Sends browsers to providers and judges what they bring back: the authorization code flow with PKCE, by Spring
/// Security's support. What a browser was sent with it carries itself, so that nothing is kept of strangers.
@Component
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int LONGEST_WORDS = 200;
    private static final int LONGEST_HINT = 256;

    private final AskedCookie cookie;
    private final Duration longestSession;
    private final InstantSource clock;

    Exchange(AskedCookie cookie, WebSettings settings, InstantSource clock) {
        this.cookie = cookie;
        this.longestSession = settings.sessions().overall();
        this.clock = clock;
    }

    /// Where to send a browser that is to sign in.
    ///
    /// @param hint the name that was typed; may be empty
    /// @param next where the visitor wants to go
    /// @throws Unavailable when the provider cannot be reached
    public URI signIn(
            OpenIdProvider provider,
            String hint,
            String next,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var wanted = new HashMap<String, Object>();
        if (!hint.isBlank() && hint.length() <= LONGEST_HINT) {
            wanted.put("login_hint", hint);
        }
        if (provider.provesSecondFactors()) {
            // OpenID Connect Core section 3.1.2.1: whoever says how old it may be is told when it was.
            wanted.put("max_age", Long.toString(longestSession.toSeconds()));
        }
        return send(provider, wanted, new Asked.Wish(next, Optional.empty()), language, request, response);
    }

    /// Where to send the browser of somebody who is to prove the second factor anew.
    ///
    /// @throws Unavailable when the provider cannot be reached
    public URI secondFactor(
            OpenIdProvider provider,
            AccountId account,
            String next,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var wanted = new HashMap<String, Object>(Map.of("prompt", "login", "max_age", "0"));
        return send(provider, wanted, new Asked.Wish(next, Optional.of(account)), language, request, response);
    }

    private URI send(
            OpenIdProvider provider,
            Map<String, Object> wanted,
            Asked.Wish wish,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                new InMemoryClientRegistrationRepository(provider.client()));
        var plain = Optional.ofNullable(resolver.resolve(request, provider.code()))
                .orElseThrow(() -> new IllegalStateException("a known client has a request"));
        wanted.put("ui_locales", language.toLanguageTag());
        var out = OAuth2AuthorizationRequest.from(plain)
                .additionalParameters(parameters -> parameters.putAll(wanted))
                .build();
        cookie.give(
                new Asked(
                        provider.name(),
                        Optional.ofNullable(out.getState()).orElseThrow(),
                        attribute(out, OidcParameterNames.NONCE),
                        attribute(out, PkceParameterNames.CODE_VERIFIER),
                        clock.instant(),
                        wish),
                response);
        return URI.create(out.getAuthorizationRequestUri());
    }

    private static String attribute(OAuth2AuthorizationRequest request, String name) {
        return Optional.<String>ofNullable(request.getAttribute(name)).orElseThrow();
    }

    /// Judges what a browser brought back. Whatever the provider says counts only where this browser was sent there.
    ///
    /// @throws Unavailable when the provider cannot be reached
    public Returned judge(
            OpenIdProvider provider, Answer answer, HttpServletRequest request, HttpServletResponse response) {
        var asked = cookie.take(request, response)
                .filter(sent -> sent.provider().equals(provider.name()))
                .filter(sent -> sent.isInTime(clock.instant()))
                .filter(sent -> MessageDigest.isEqual(
                        sent.state().getBytes(US_ASCII), answer.state().getBytes(US_ASCII)));
        if (asked.isEmpty()) {
            return new Returned.NotAsked();
        }
        var returned = judge(provider, asked.get(), answer);
        if (returned instanceof Returned.Refused(var why)) {
            LOG.atWarn()
                    .setMessage("openid.answer-refused")
                    .addKeyValue("provider", provider.name())
                    .addKeyValue("why", Text.clipped(why, LONGEST_WORDS))
                    .log();
        }
        if (returned instanceof Returned.Incomplete(var claim)) {
            LOG.atWarn()
                    .setMessage("openid.claim-unusable")
                    .addKeyValue("provider", provider.name())
                    .addKeyValue("claim", claim)
                    .log();
        }
        return returned;
    }

    private Returned judge(OpenIdProvider provider, Asked asked, Answer answer) {
        // RFC 9207 section 2.4: an answer of another provider must not be taken to this one.
        var issuer = provider.source().issuer().toString();
        if (answer.issuer().isEmpty()
                ? provider.namesItself()
                : !answer.issuer().equals(issuer)) {
            return new Returned.Refused("the answer names another issuer, or none");
        }
        if (!answer.error().isEmpty()) {
            return new Returned.Declined(
                    Text.clipped(answer.error(), LONGEST_WORDS), Text.clipped(answer.described(), LONGEST_WORDS));
        }
        if (answer.code().isEmpty()) {
            return new Returned.Refused("the answer holds no code");
        }
        try {
            var user = verified(provider, asked, answer);
            var claims = new Claims(provider.source(), user.getIdToken());
            var proof = new ProviderProof(claims.person(), secondFactor(claims, asked));
            return new Returned.Proved(proof, asked.wish().next(), asked.wish().again());
        } catch (OAuth2AuthenticationException refused) {
            if (causedByOutage(refused)) {
                throw new Unavailable(provider.name().value(), refused);
            }
            return new Returned.Refused(
                    Optional.ofNullable(refused.getMessage()).orElse("unsaid"));
        } catch (Claims.Unusable unusable) {
            return new Returned.Incomplete(unusable.claim());
        }
    }

    private static boolean causedByOutage(Throwable refused) {
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAccessException
                    || cause instanceof com.nimbusds.jose.RemoteKeySourceException
                    || cause instanceof Unavailable) {
                return true;
            }
        }
        return false;
    }

    // Never later than now, and for a fresh proof never from before it was asked for, whatever the provider's clock
    // says.
    private Optional<Instant> secondFactor(Claims claims, Asked asked) {
        var now = clock.instant();
        var proved = claims.secondFactor().map(at -> at.isAfter(now) ? now : at);
        return asked.wish().again().isPresent()
                ? proved.filter(at -> !at.isBefore(asked.at().minus(Claims.APART)))
                        .map(at -> at.isBefore(asked.at()) ? asked.at() : at)
                : proved.filter(at -> at.isAfter(now.minus(longestSession)));
    }

    private static OidcUser verified(OpenIdProvider provider, Asked asked, Answer answer) {
        var client = provider.client();
        var details = client.getProviderDetails();
        var sent = OAuth2AuthorizationRequest.authorizationCode()
                .clientId(client.getClientId())
                .authorizationUri(
                        Optional.ofNullable(details.getAuthorizationUri()).orElseThrow())
                .redirectUri(client.getRedirectUri())
                .scopes(client.getScopes())
                .state(asked.state())
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, client.getRegistrationId());
                    attributes.put(OidcParameterNames.NONCE, asked.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, asked.verifier());
                })
                .build();
        var came = OAuth2AuthorizationResponse.success(answer.code())
                .state(answer.state())
                .redirectUri(Optional.ofNullable(client.getRedirectUri()).orElseThrow())
                .build();
        var judge = new OidcAuthorizationCodeAuthenticationProvider(
                tokens(provider),
                // What is in the signed token is all that counts.
                signedIn -> new DefaultOidcUser(Set.of(), signedIn.getIdToken()));
        judge.setJwtDecoderFactory(_ -> provider.idTokens());
        var result = judge.authenticate(
                new OAuth2LoginAuthenticationToken(client, new OAuth2AuthorizationExchange(sent, came)));
        var signedIn = Optional.ofNullable(result).map(Authentication::getPrincipal);
        return signedIn.map(OidcUser.class::cast).orElseThrow();
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokens(OpenIdProvider provider) {
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(provider.fetch().forTokens())
                .requestInterceptor((asked, body, execution) -> Fetch.within(execution.execute(asked, body)))
                .configureMessageConverters(converters -> {
                    converters.addCustomConverter(new FormHttpMessageConverter());
                    converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }
}
