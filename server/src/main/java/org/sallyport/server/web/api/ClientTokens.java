package org.sallyport.server.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Admission;
import org.sallyport.core.api.Programs;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where a client exchanges its secret for a token that lasts some minutes: the client credentials grant of OAuth 2.0
/// (RFC 6749 section 4.4), with the secret in the `Authorization` header (`client_secret_basic`) or in the form
/// (`client_secret_post`). Its mistakes are told as that standard wants them (section 5.2), not as problem details.
@RestController
class ClientTokens {
    static final String PATH = "/oauth2/token";

    private static final String BASIC = "Basic ";

    private final Programs programs;
    private final ClientAddress addresses;

    ClientTokens(Programs programs, ClientAddress addresses) {
        this.programs = programs;
        this.addresses = addresses;
    }

    /// @param expiresIn seconds
    public record Given(String accessToken, String tokenType, long expiresIn, String scope) {}

    /// @param error as RFC 6749 section 5.2 names it
    public record Mistake(String error, String errorDescription) {}

    private record Credentials(String id, String secret) {}

    @Answers(to = "Gives a client a token for its secret (RFC 6749 section 4.4).", mistake = Mistake.class)
    @Open(Open.To.EVERYBODY)
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> give(HttpServletRequest request) throws IOException {
        // Read here and by nobody else: a parameter of the address is no field of the form.
        var form = new String(request.getInputStream().readAllBytes(), UTF_8);
        try {
            return give(request, fields(form));
        } catch (IllegalArgumentException unreadable) {
            return mistake(HttpStatus.BAD_REQUEST, "invalid_request", "The form, or the header, cannot be read.");
        }
    }

    private ResponseEntity<?> give(HttpServletRequest request, Map<String, String> form) {
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return mistake(HttpStatus.BAD_REQUEST, "unsupported_grant_type", "There is client_credentials.");
        }
        var header = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (header.isPresent() && form.containsKey("client_secret")) {
            return mistake(HttpStatus.BAD_REQUEST, "invalid_request", "The secret is there twice.");
        }
        var credentials = header.map(ClientTokens::basic)
                .orElseGet(() ->
                        new Credentials(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
        var wanted = scopes(form.getOrDefault("scope", ""));
        if (wanted.isEmpty()) {
            return mistake(HttpStatus.BAD_REQUEST, "invalid_scope", "There is no such scope.");
        }
        return switch (exchange(request, credentials, wanted.get())) {
            case Admission.Exchange.Given(var token, var secret) -> {
                try (secret) {
                    yield ResponseEntity.ok(new Given(
                            secret.reveal(),
                            "Bearer",
                            Duration.between(token.made(), token.expires()).toSeconds(),
                            text(token.allowance().scopes())));
                }
            }
            case Admission.Exchange.BadClient() ->
                ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sallyport\"")
                        .body(new Mistake("invalid_client", "No such client, or not this secret, or not from here."));
            case Admission.Exchange.BadScope(var allowed) ->
                mistake(
                        HttpStatus.BAD_REQUEST,
                        "invalid_scope",
                        allowed.isEmpty() ? "This client may nothing now." : "It may: " + text(allowed));
        };
    }

    private Admission.Exchange exchange(HttpServletRequest request, Credentials said, Set<Permission> wanted) {
        var id = uuid(said.id());
        if (id.isEmpty() || said.secret().isEmpty()) {
            return new Admission.Exchange.BadClient();
        }
        try (var secret = Secret.of(said.secret())) {
            return programs.exchange(id.get(), secret, wanted, addresses.of(request));
        }
    }

    private static ResponseEntity<?> mistake(HttpStatus status, String error, String description) {
        return ResponseEntity.status(status).body(new Mistake(error, description));
    }

    // RFC 6749 section 2.3.1: both are form-encoded before they are put together.
    private static Credentials basic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw new IllegalArgumentException("not the Basic scheme");
        }
        var both = new String(
                Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), UTF_8);
        int colon = both.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no colon");
        }
        return new Credentials(decoded(both.substring(0, colon)), decoded(both.substring(colon + 1)));
    }

    /// @throws IllegalArgumentException when a field is there twice (RFC 6749 section 3.2)
    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (var pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (fields.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                    throw new IllegalArgumentException("twice");
                }
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    /// Empty where one is none.
    private static Optional<Set<Permission>> scopes(String words) {
        var scopes = EnumSet.noneOf(Permission.class);
        for (var word : words.split(" ", -1)) {
            var known = Arrays.stream(Permission.values())
                    .filter(permission -> permission.code().equals(word))
                    .findFirst();
            if (known.isEmpty() && !word.isEmpty()) {
                return Optional.empty();
            }
            known.ifPresent(scopes::add);
        }
        return Optional.of(scopes);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static String text(Set<Permission> scopes) {
        return scopes.stream().map(Permission::code).collect(Collectors.joining(" "));
    }
}
