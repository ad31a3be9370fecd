package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Gives every page its frame, and turns what Spring MVC refuses (no such path, wrong method, a parameter that is
/// missing) into our own pages. Everything else goes on to [LastCatch].
@ControllerAdvice
@Order(0)
class PageAdvice {
    private final Frames frames;
    private final ErrorPages errorPages;
    private final Moments moments;
    private final Sentences sentences;

    PageAdvice(Frames frames, ErrorPages errorPages, Moments moments, Sentences sentences) {
        this.frames = frames;
        this.errorPages = errorPages;
        this.moments = moments;
        this.sentences = sentences;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        if (ProblemDetails.areFor(request)) {
            // A program is shown no page.
            return;
        }
        model.addAttribute("frame", frames.around(request, RequestContextUtils.getLocale(request)));
        model.addAttribute("moments", moments);
        model.addAttribute("sentences", sentences);
    }

    @ExceptionHandler({
        org.springframework.web.servlet.resource.NoResourceFoundException.class,
        org.springframework.web.servlet.NoHandlerFoundException.class,
        org.springframework.web.HttpRequestMethodNotSupportedException.class,
        org.springframework.web.bind.ServletRequestBindingException.class,
        org.springframework.web.HttpMediaTypeNotSupportedException.class,
        org.springframework.web.HttpMediaTypeNotAcceptableException.class
    })
    void refusedBySpring(ErrorResponse refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status = refusal.getStatusCode().value();
        if (ProblemDetails.areFor(request)) {
            refusal.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            ProblemDetails.of(ProblemKind.ofStatus(status)).write(response);
            return;
        }
        errorPages.show(request, response, Fault.ofStatus(status));
    }

    @ExceptionHandler(NotYourDuty.class)
    void notToThem(HttpServletRequest request, HttpServletResponse response) throws IOException {
        errorPages.show(request, response, Fault.NOT_YOUR_DUTY);
    }

    @ExceptionHandler(NoSuchThing.class)
    void nothingThere(HttpServletRequest request, HttpServletResponse response) throws IOException {
        errorPages.show(request, response, Fault.MISSING);
    }
}
