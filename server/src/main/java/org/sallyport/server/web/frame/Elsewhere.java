package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/// Sends a browser to another site: one that the operator has named, never one that a request does.
public final class Elsewhere {
    private Elsewhere() {}

    public static ModelAndView to(URI place) {
        View view = (model, request, response) -> leave(place, response);
        return new ModelAndView(view);
    }

    private static void leave(URI place, HttpServletResponse response) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", place.toASCIIString());
    }
}
