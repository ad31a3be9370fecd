package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;
import org.springframework.http.HttpHeaders;

/// Tells a program that it needs a token, or another one (RFC 6750 section 3).
final class Challenge {
    private static final String REALM = "Bearer realm=\"sallyport\"";

    private Challenge() {}

    static void missing(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
        ProblemDetails.of(ProblemKind.TOKEN_MISSING)
                .withDetail("Send a token as \"Authorization: Bearer TOKEN\".")
                .write(response);
    }

    static void notGood(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM + ", error=\"invalid_token\"");
        ProblemDetails.of(ProblemKind.TOKEN_NOT_GOOD).write(response);
    }

    /// @param scope that would do
    static void notForThis(HttpServletResponse response, String scope) throws IOException {
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, REALM + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        ProblemDetails.of(ProblemKind.NOT_FOR_THIS_TOKEN)
                .withDetail("This takes the scope " + scope + ".")
                .write(response);
    }
}
