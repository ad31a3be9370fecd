package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a program is told that went wrong (RFC 9457).
///
/// @param type names the kind: `urn:sallyport:problem:no-such-thing`
/// @param detail about this request, in a sentence
/// @param incident under which the server's log has more
/// @param errors what is wrong with single fields
public record ProblemDetails(
        String type, String title, int status, Optional<String> detail, Optional<String> incident, List<Field> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:sallyport:problem:";
    private static final String RETRY_SECONDS = "30";

    public ProblemDetails {
        errors = List.copyOf(errors);
    }

    /// What is wrong with one field.
    ///
    /// @param pointer to it, as a fragment (RFC 6901 section 6): `#/why`; of a parameter, `?limit`
    public record Field(String pointer, String detail) {}

    public static ProblemDetails of(ProblemKind kind) {
        return new ProblemDetails(
                PREFIX + kind.code(), kind.title(), kind.status(), Optional.empty(), Optional.empty(), List.of());
    }

    public ProblemDetails withDetail(String sentence) {
        return new ProblemDetails(type, title, status, Optional.of(sentence), incident, errors);
    }

    public ProblemDetails withErrors(List<Field> fields) {
        return new ProblemDetails(type, title, status, detail, incident, fields);
    }

    ProblemDetails withIncident(String number) {
        return new ProblemDetails(type, title, status, detail, Optional.of(number), errors);
    }

    /// Whether a program asks, and no browser.
    public static boolean areFor(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/") || path.equals("/api") || path.startsWith("/oauth2/");
    }

    /// Writes the answer. Does nothing when one is under way already.
    public void write(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        if (status == ProblemKind.UNAVAILABLE.status()) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(this));
    }
}
