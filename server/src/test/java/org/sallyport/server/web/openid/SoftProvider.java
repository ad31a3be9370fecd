package org.sallyport.server.web.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;
import org.sallyport.server.config.OpenIdSource;
import org.sallyport.server.web.Browser;

/// An identity provider on this machine, which does what it is told: it signs whoever it is told in, and says of them
/// what it is told.
public final class SoftProvider implements AutoCloseable {
    public static final String CLIENT = "sallyport";
    public static final String SECRET = "a secret between the two of them";

    private final HttpServer server;
    private final InstantSource clock;
    private final Map<String, Sent> codes = new HashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private RSAKey key = newKey("one");
    private UnaryOperator<JWTClaimsSet.Builder> claims = set -> set;
    private Function<JWTClaimsSet, String> signing = this::sign;
    private UnaryOperator<Map<String, Object>> metadata = published -> published;
    private boolean down;

    private record Sent(Map<String, String> asked, Map<String, Object> person) {}

    private SoftProvider(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    public static SoftProvider start(InstantSource clock) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new SoftProvider(server, clock);
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/staff";
    }

    /// How the configuration names it.
    public OpenIdSource source(OpenIdSource.Rules rules, OpenIdSource.Mark... marks) {
        return new OpenIdSource(
                new SourceName("oidc/olive"),
                new OpenIdSource.Label("Olive & Pine", "Ελιά & Πεύκο"),
                URI.create(issuer()),
                new OpenIdSource.Client(CLIENT, Secret.of(SECRET), Set.of("openid", "profile"), Set.of()),
                new OpenIdSource.Claims("sub", "preferred_username", Optional.of("groups")),
                List.of(marks),
                rules);
    }

    public static OpenIdSource.Rules rules(boolean creates, Merge merge) {
        return new OpenIdSource.Rules(creates, merge, false, Set.of());
    }

    /// What it changes in every token from now on.
    public void twist(UnaryOperator<JWTClaimsSet.Builder> how) {
        claims = how;
    }

    /// How it signs from now on.
    public void signBy(Function<JWTClaimsSet, String> how) {
        signing = how;
    }

    /// What it changes in what it publishes.
    public void publish(UnaryOperator<Map<String, Object>> how) {
        metadata = how;
    }

    public void goDown() {
        down = true;
    }

    public void comeBack() {
        down = false;
    }

    /// Signs with another key from now on, and publishes that one alone.
    public void changeKey() {
        key = newKey("key-" + count.incrementAndGet());
    }

    /// What its sign-in page was asked, as it stands in the address that the browser was sent to.
    public static Map<String, String> asked(Browser.Answer sent) {
        return fields(URI.create(sent.location()).getRawQuery());
    }

    /// Where the browser comes back to when this person has signed in there.
    ///
    /// @param person claims; `sub` among them
    public String signIn(Browser.Answer sent, Map<String, Object> person) {
        var asked = asked(sent);
        var code = "code-" + count.incrementAndGet();
        codes.put(code, new Sent(asked, person));
        return back(asked) + "?code=" + code + "&state=" + asked.get("state") + "&iss=" + issuer();
    }

    /// The path that it sends browsers back to.
    public static String back(Map<String, String> asked) {
        return URI.create(asked.getOrDefault("redirect_uri", "")).getPath();
    }

    /// A token that says that somebody has signed out there.
    public String logoutToken(UnaryOperator<JWTClaimsSet.Builder> how) {
        var now = clock.instant();
        var set = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID("jti-" + count.incrementAndGet())
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return sign(how.apply(set).build());
    }

    public String sign(JWTClaimsSet set) {
        return sign(set, key);
    }

    public static String sign(JWTClaimsSet set, RSAKey by) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(by.getKeyID())
                            .build(),
                    set);
            jwt.sign(new RSASSASigner(by));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public RSAKey key() {
        return key;
    }

    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (down) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            switch (path) {
                case "/staff/.well-known/openid-configuration" -> reply(exchange, 200, metadata.apply(published()));
                case "/staff/keys" -> reply(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
                case "/staff/token" -> token(exchange, fields(body));
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private Map<String, Object> published() {
        var all = new HashMap<String, Object>();
        all.put("issuer", issuer());
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("jwks_uri", issuer() + "/keys");
        all.put("end_session_endpoint", issuer() + "/leave");
        all.put("response_types_supported", List.of("code"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256"));
        all.put("authorization_response_iss_parameter_supported", true);
        return all;
    }

    private void token(HttpExchange exchange, Map<String, String> asked) throws IOException {
        var sent = codes.remove(asked.getOrDefault("code", ""));
        var client = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(US_ASCII));
        boolean isClient = client.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        // RFC 7636 section 4.6
        boolean isHolder = sent != null
                && Objects.equals(
                        sent.asked().get("code_challenge"), challenge(asked.getOrDefault("code_verifier", "")))
                && "S256".equals(sent.asked().get("code_challenge_method"));
        if (sent == null || !isClient || !isHolder) {
            reply(exchange, 400, Map.of("error", sent == null ? "invalid_grant" : "invalid_client"));
            return;
        }
        reply(
                exchange,
                200,
                Map.of(
                        "access_token",
                        "nothing that anybody uses",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        signing.apply(claims.apply(idToken(sent)).build())));
    }

    private JWTClaimsSet.Builder idToken(Sent sent) {
        Instant now = clock.instant();
        var set = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("auth_time", now.getEpochSecond())
                .claim("nonce", sent.asked().get("nonce"));
        sent.person().forEach(set::claim);
        return set;
    }

    private static void reply(HttpExchange exchange, int status, Map<String, Object> json) throws IOException {
        var bytes = tools.jackson.databind.json.JsonMapper.shared().writeValueAsBytes(json);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> URLDecoder.decode(field[0], UTF_8),
                        field -> URLDecoder.decode(field[1], UTF_8),
                        (first, second) -> second));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
