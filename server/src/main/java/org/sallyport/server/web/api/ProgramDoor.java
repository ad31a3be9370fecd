package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.api.Program;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.security.Needs;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Before every endpoint of the API: turns away whoever's token is not for what it [needs][Needs].
@Component
final class ProgramDoor implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!ProblemDetails.areFor(request) || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        var open = method.getMethodAnnotation(Open.class);
        if (open != null && open.value() == Open.To.EVERYBODY) {
            return true;
        }
        var program = programOf(SecurityContextHolder.getContext().getAuthentication());
        if (program.isEmpty()) {
            Challenge.missing(response);
            return false;
        }
        if (open != null) {
            return true;
        }
        var needs = method.getMethodAnnotation(Needs.class);
        if (needs != null && program.get().duties().contains(needs.value())) {
            return true;
        }
        Challenge.notForThis(response, needs == null ? "" : needs.value().code());
        return false;
    }

    private static Optional<Program> programOf(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Program program
                ? Optional.of(program)
                : Optional.empty();
    }
}
