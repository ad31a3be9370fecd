package org.sallyport.server.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.api.Program;
import org.sallyport.core.api.Repeats;
import org.sallyport.server.web.frame.Json;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Reads what a program sends, as far as it may be long, and sees to it that a POST with an `Idempotency-Key` counts
/// once. A fault, or an outage, leaves the key to another try.
final class RepeatFilter extends OncePerRequestFilter {
    /// What one request may hold.
    static final int MOST_BYTES = 256 * 1024;

    /// A file of people may hold more.
    static final int MOST_BYTES_OF_A_FILE = 4 * 1024 * 1024;

    static final String KEY = "Idempotency-Key";

    /// A handler leaves this where its answer shows a secret: what is kept of it is that it was shown.
    static final String SHOWN_ONCE = RepeatFilter.class.getName() + ".shown-once";

    private static final Pattern KEY_SHAPE = Pattern.compile("\"?([!#-~]{1,128})\"?");
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private final Repeats repeats;

    RepeatFilter(Repeats repeats) {
        this.repeats = repeats;
    }

    /// An answer as it is kept.
    ///
    /// @param headers name and value in turn
    private record Kept(int status, List<String> headers, byte[] body) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = request.getRequestURI().equals(PeopleImports.PATH) ? MOST_BYTES_OF_A_FILE : MOST_BYTES;
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            ProblemDetails.of(ProblemKind.TOO_LARGE)
                    .withDetail("A request has at most " + most + " bytes here.")
                    .write(response);
            return;
        }
        var read = new ReadRequest(request, body);
        var keys = request.getHeader(KEY);
        var program = program();
        if (keys == null || !request.getMethod().equals("POST") || program.isEmpty()) {
            chain.doFilter(read, response);
            return;
        }
        var key = KEY_SHAPE.matcher(keys);
        if (!key.matches()) {
            ProblemDetails.of(ProblemKind.BAD_REQUEST)
                    .withDetail("An idempotency key has 1 to 128 visible characters of ASCII.")
                    .write(response);
            return;
        }
        once(program.get(), key.group(1), read, response, chain);
    }

    private void once(Program program, String key, ReadRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] digest = digest(request);
        switch (repeats.begin(program, key, digest)) {
            case Repeats.Known.Answered(byte[] answer) -> replay(Json.MAPPER.readValue(answer, Kept.class), response);
            case Repeats.Known.UnderWay() ->
                ProblemDetails.of(ProblemKind.KEY_IN_USE).write(response);
            case Repeats.Known.Different() ->
                ProblemDetails.of(ProblemKind.KEY_OF_ANOTHER_REQUEST).write(response);
            case Repeats.Known.New begun -> {
                var wrapped = new ContentCachingResponseWrapper(response);
                boolean isDone = false;
                try {
                    chain.doFilter(request, wrapped);
                    isDone = wrapped.getStatus() < HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                } finally {
                    if (!isDone) {
                        repeats.giveUp(begun);
                    }
                }
                if (isDone) {
                    repeats.finish(begun, digest, program, Json.MAPPER.writeValueAsBytes(kept(request, wrapped)));
                }
                wrapped.copyBodyToResponse();
            }
        }
    }

    private static Kept kept(HttpServletRequest request, ContentCachingResponseWrapper answer) {
        if (request.getAttribute(SHOWN_ONCE) != null) {
            var gone = ProblemDetails.of(ProblemKind.ALREADY_SHOWN);
            return new Kept(
                    gone.status(),
                    List.of(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE),
                    Json.MAPPER.writeValueAsBytes(gone));
        }
        var headers = new ArrayList<String>();
        for (var name : KEPT_HEADERS) {
            Optional.ofNullable(
                            name.equals(HttpHeaders.CONTENT_TYPE) ? answer.getContentType() : answer.getHeader(name))
                    .ifPresent(value -> headers.addAll(List.of(name, value)));
        }
        return new Kept(answer.getStatus(), headers, answer.getContentAsByteArray());
    }

    private static void replay(Kept kept, HttpServletResponse response) throws IOException {
        response.setStatus(kept.status());
        for (int i = 0; i + 1 < kept.headers().size(); i += 2) {
            response.setHeader(kept.headers().get(i), kept.headers().get(i + 1));
        }
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(kept.body());
    }

    private static byte[] digest(ReadRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var head = String.join(
                    "\n",
                    request.getMethod(),
                    request.getRequestURI(),
                    Optional.ofNullable(request.getQueryString()).orElse(""),
                    Optional.ofNullable(request.getContentType()).orElse(""),
                    Optional.ofNullable(request.getHeader(HttpHeaders.IF_MATCH)).orElse(""),
                    "");
            digest.update(head.getBytes(UTF_8));
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static Optional<Program> program() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Program program
                ? Optional.of(program)
                : Optional.empty();
    }
}
