package org.sallyport.server.web.scim;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// The door of SCIM, `/scim/v2`: before sessions, cookies and pages, none of which it has. Whoever has no good token is
/// told so before anything is read.
final class ScimFilter extends OncePerRequestFilter {
    static final String PATH = "/scim/v2";

    private static final Logger LOG = LoggerFactory.getLogger(ScimFilter.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TYPE = "application/scim+json";
    private static final String BEARER = "bearer ";
    private static final int MOST_BYTES = 1024 * 1024;

    private final String origin;
    private final Keyset keyset;
    private final List<Source> sources;

    /// @param token a keyed digest of it
    record Source(byte[] token, ScimDesk desk) {
        Source {
            token = token.clone();
        }

        @Override
        public byte[] token() {
            return token.clone();
        }
    }

    ScimFilter(String origin, Keyset keyset, List<Source> sources) {
        this.origin = origin;
        this.keyset = keyset;
        this.sources = List.copyOf(sources);
    }

    static byte[] digest(Keyset keyset, String token) {
        return keyset.digest(Purpose.RECOGNITION, "scim".getBytes(UTF_8), token.getBytes(UTF_8))
                .value();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var source = sourceOf(request.getHeader("Authorization"));
        if (source.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, 401, "a good bearer token is needed", null);
            return;
        }
        var method = method(request);
        if (method.isEmpty()) {
            refuse(response, 405, "GET, POST, PUT, PATCH and DELETE are understood", null);
            return;
        }
        if (!filterIsAllowed(request.getQueryString())) {
            refuse(response, 400, "the filter is too long or too deep", "invalidFilter");
            return;
        }
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            refuse(response, 413, "a body has at most " + MOST_BYTES + " bytes", null);
            return;
        }
        var body = Bounds.body(new String(bytes, UTF_8));
        if (body.isEmpty()) {
            refuse(response, 400, "the body is no JSON object, or a filter in it is too long", "invalidSyntax");
            return;
        }
        answer(source.get(), method.get(), body.get(), request, response);
    }

    private void answer(
            ScimDesk desk, HttpMethod method, String body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        try {
            var answer = desk.answer(origin + request.getRequestURI() + query, method, body, headers(request));
            if (answer.getHttpStatus() == 500) {
                // What went wrong inside is for the operator.
                LOG.atError()
                        .setMessage("scim.failed")
                        .addKeyValue("path", request.getRequestURI())
                        .addKeyValue("answer", answer.toString())
                        .log();
                refuse(response, 500, "something went wrong here; the log of Sallyport has it", null);
                return;
            }
            if (answer.getHttpStatus() == 400 && !answer.has("scimType") && query.contains("filter=")) {
                // RFC 7644 section 3.12, table 9
                refuse(response, 400, answer.path("detail").asText(), "invalidFilter");
                return;
            }
            answer.getHttpHeaders().forEach(response::setHeader);
            response.setStatus(answer.getHttpStatus());
            if (answer.getHttpStatus() != 204 && answer.getHttpStatus() != 304) {
                write(response, answer.toString());
            }
        } catch (Unavailable later) {
            response.setHeader("Retry-After", "5");
            refuse(response, 503, "cannot be told right now; try again", null);
        }
    }

    // Every token is compared with every one that is good, whichever fits.
    private Optional<ScimDesk> sourceOf(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.empty();
        }
        byte[] sent = digest(keyset, header.substring(BEARER.length()).strip());
        Optional<ScimDesk> found = Optional.empty();
        for (var source : sources) {
            if (MessageDigest.isEqual(source.token(), sent)) {
                found = Optional.of(source.desk());
            }
        }
        return found;
    }

    private static Optional<HttpMethod> method(HttpServletRequest request) {
        return Arrays.stream(HttpMethod.values())
                .filter(method -> method.name().equals(request.getMethod()))
                .findFirst();
    }

    private static boolean filterIsAllowed(@Nullable String query) {
        return query == null
                || Arrays.stream(query.split("&"))
                        .map(ScimFilter::decoded)
                        .filter(part -> part.toLowerCase(Locale.ROOT).startsWith("filter="))
                        .allMatch(Bounds::allow);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return part;
        }
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        for (var name : new ArrayList<>(java.util.Collections.list(request.getHeaderNames()))) {
            headers.put(name, Objects.requireNonNullElse(request.getHeader(name), ""));
        }
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
        return headers;
    }

    /// RFC 7644 section 3.12
    private static void refuse(HttpServletResponse response, int status, String detail, @Nullable String type)
            throws IOException {
        var error = new HashMap<String, Object>(Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:api:messages:2.0:Error"),
                "status",
                Integer.toString(status),
                "detail",
                detail));
        if (type != null) {
            error.put("scimType", type);
        }
        response.setStatus(status);
        write(response, JSON.writeValueAsString(error));
    }

    private static void write(HttpServletResponse response, String json) throws IOException {
        response.setContentType(TYPE);
        response.getOutputStream().write(json.getBytes(UTF_8));
    }
}
