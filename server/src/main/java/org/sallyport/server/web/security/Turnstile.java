package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.web.frame.ErrorPages;
import org.sallyport.server.web.frame.Fault;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/// Carries out what the gate has ruled: sends the visitor to the next step, or shows a page that says no.
@Component
final class Turnstile implements AccessDeniedHandler, AuthenticationEntryPoint {
    private final ErrorPages errorPages;

    Turnstile(ErrorPages errorPages) {
        this.errorPages = errorPages;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        carryOut(
                denied instanceof AuthorizationDeniedException by ? by.getAuthorizationResult() : null,
                request,
                response);
    }

    /// A stranger was denied: the gate left its ruling with the request, since the exception does not carry it.
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException stranger)
            throws IOException {
        carryOut(Gate.rulingOn(request), request, response);
    }

    private void carryOut(
            @Nullable AuthorizationResult result, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (result) {
            case Ruling.GoTo(String path) -> {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", path);
            }
            case Ruling.Refuse(Fault why) -> errorPages.show(request, response, why);
            // Anything but a ruling of the gate comes from the form tokens and the same-origin check.
            case null, default -> errorPages.show(request, response, Fault.FORM_EXPIRED);
        }
    }
}
