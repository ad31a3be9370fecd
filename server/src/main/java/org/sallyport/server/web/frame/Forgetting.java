package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/// Tells the browser to forget what it kept, on the first answer after a page that showed a secret. `no-store` has told
/// it already; this is for browsers that keep pages for the back button all the same.
@Component
class Forgetting implements HandlerInterceptor {
    private final Visits visits;

    Forgetting(Visits visits) {
        this.visits = visits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (visits.takeNote(request, Visits.Note.SECRET_SHOWN)) {
            response.setHeader("Clear-Site-Data", "\"cache\"");
        }
        return true;
    }
}
