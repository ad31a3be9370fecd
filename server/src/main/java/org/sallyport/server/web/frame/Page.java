package org.sallyport.server.web.frame;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/// A page to show: a template and what it needs. Collects what a controller has to say and gives the answer its status.
public final class Page {
    private final ModelAndView view;

    private Page(String template) {
        view = new ModelAndView(template);
        view.addObject("problems", Problems.NONE);
    }

    public static Page of(String template) {
        return new Page(template);
    }

    public Page with(String name, Object value) {
        view.addObject(name, value);
        return this;
    }

    /// Says what is wrong with the form, and answers 422 (RFC 9110 section 15.5.21).
    public Page wrong(Said... problems) {
        return wrong(List.of(problems));
    }

    public Page wrong(List<Said> problems) {
        view.addObject("problems", new Problems(problems));
        view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return this;
    }

    /// Says that the form is right but comes too often, and answers 429.
    public Page tooOften(Said problem) {
        wrong(problem);
        view.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        return this;
    }

    /// Says that what the address names is used up for good, and answers 410.
    public Page gone() {
        view.setStatus(HttpStatus.GONE);
        return this;
    }

    public ModelAndView show() {
        return view;
    }

    /// Sends the visitor on to a path of ours.
    public static ModelAndView goTo(String path) {
        var view = new ModelAndView("redirect:" + path);
        view.setStatus(HttpStatus.SEE_OTHER);
        return view;
    }
}
