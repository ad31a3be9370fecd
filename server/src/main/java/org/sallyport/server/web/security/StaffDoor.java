package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sallyport.core.account.Permission;
import org.sallyport.server.web.frame.ErrorPages;
import org.sallyport.server.web.frame.Fault;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Behind the gate, which lets staff into the administration: turns away whoever's role does not permit what the
/// endpoint [needs][Needs].
@Component
final class StaffDoor implements HandlerInterceptor {
    private final ErrorPages errorPages;

    StaffDoor(ErrorPages errorPages) {
        this.errorPages = errorPages;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (Area.of(request) != Area.ADMIN || isPermitted(handler)) {
            return true;
        }
        errorPages.show(request, response, Fault.NOT_YOUR_DUTY);
        return false;
    }

    private static boolean isPermitted(Object handler) {
        var needed = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Needs.class) : null;
        return needed != null && mayDo(needed.value());
    }

    private static boolean mayDo(Permission permission) {
        return Gate.visitorOf(SecurityContextHolder.getContext().getAuthentication())
                .filter(visitor -> visitor.may(permission))
                .isPresent();
    }
}
