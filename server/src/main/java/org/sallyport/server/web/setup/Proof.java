package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// What comes of typing back a code that proves a telephone or a mailbox.
@Component
final class Proof {
    private final Visits visits;

    Proof(Visits visits) {
        this.visits = visits;
    }

    /// @param page the one with the form for the code
    ModelAndView answer(Progress progress, Page page, HttpServletRequest request) {
        return switch (progress) {
            case Progress.Moved(var enrollment) -> {
                visits.methodProved(request, OwnProof.name(enrollment));
                yield Way.to(Optional.of(enrollment));
            }
            case Progress.Registered _ -> Page.goTo("/account/methods?done=added");
            case Progress.CodeWrong(int left) ->
                page.wrong(Said.of("contact.code-wrong", left).about("code")).show();
            case Progress.Expired(), Progress.ClockOff(var _) ->
                page.wrong(Said.of("contact.code-expired").about("code")).show();
            case Progress.TooMany(var nextTry) ->
                page.tooOften(Said.of("code.too-many", nextTry).about("code")).show();
            case Progress.OutOfOrder(var where) -> Way.to(where);
        };
    }
}
