package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.staff.RefusalNotes;
import org.sallyport.server.web.frame.ErrorPages;
import org.sallyport.server.web.frame.Fault;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Behind the gate, which lets staff into the administration: turns away whoever's role does not permit what the
/// endpoint [needs][Needs].
@Component
final class StaffDoor implements HandlerInterceptor {
    private final ErrorPages errorPages;
    private final RefusalNotes refusals;

    StaffDoor(ErrorPages errorPages, RefusalNotes refusals) {
        this.errorPages = errorPages;
        this.refusals = refusals;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (Area.of(request) != Area.ADMIN || isPermitted(handler)) {
            return true;
        }
        note(request, handler);
        errorPages.show(request, response, Fault.NOT_YOUR_DUTY);
        return false;
    }

    /// What the endpoint itself refused: it is about somebody above the visitor, or about themselves.
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        if (Area.of(request) == Area.ADMIN && response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            note(request, handler);
        }
    }

    private void note(HttpServletRequest request, Object handler) {
        var needed = needed(handler);
        var visitor = Gate.visitorOf(SecurityContextHolder.getContext().getAuthentication());
        if (needed != null && visitor.isPresent()) {
            refusals.refused(visitor.get().id(), needed.value(), whom(request));
        }
    }

    private static Optional<AccountId> whom(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("id") instanceof String id
                ? AccountId.parse(id)
                : Optional.empty();
    }

    private static boolean isPermitted(Object handler) {
        var needed = needed(handler);
        return needed != null && mayDo(needed.value());
    }

    private static @Nullable Needs needed(Object handler) {
        return handler instanceof HandlerMethod method ? method.getMethodAnnotation(Needs.class) : null;
    }

    private static boolean mayDo(Permission permission) {
        return Gate.visitorOf(SecurityContextHolder.getContext().getAuthentication())
                .filter(visitor -> visitor.may(permission))
                .isPresent();
    }
}
