package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Footprints;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// Where somebody arrives who has registered one more method, or a new one in the place of all that were lost.
@Component
final class Arrival {
    private final Visits visits;
    private final Footprints footprints;

    Arrival(Visits visits, Footprints footprints) {
        this.visits = visits;
        this.footprints = footprints;
    }

    ModelAndView registered(Visitor visitor, HttpServletRequest request) {
        if (!visitor.isReplacing()) {
            return Page.goTo("/account/methods?done=added");
        }
        // Every session has ended, and the new method was proved just now: with it the second factor.
        visits.goOnWithNewMethod(request, visitor.passwordChanged());
        footprints.leave(request);
        return Page.goTo("/account/methods?done=replaced");
    }
}
