package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.TypedCode;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// What comes of typing back a code that proves a telephone or a mailbox.
@Component
final class Proof {
    private final OwnProof ownProof;
    private final Arrival arrival;

    Proof(OwnProof ownProof, Arrival arrival) {
        this.ownProof = ownProof;
        this.arrival = arrival;
    }

    /// The page with the form for the code.
    ///
    /// @param sent where the code went, as far as it is shown
    /// @param calls whether it can also be read out
    static Page page(Visitor visitor, Receiver receiver, String sent, boolean calls) {
        return Page.of("set-up/received-code")
                .with("another", MethodPages.isAnother(visitor))
                .with("kind", receiver.kind().code())
                .with("sent", sent)
                .with("calls", calls);
    }

    /// Judges what was typed into it.
    ModelAndView answer(
            String code, Function<TypedCode, Progress> judge, Page page, Visitor visitor, HttpServletRequest request) {
        return code.isBlank()
                ? page.wrong(Said.of("received.missing").about("code")).show()
                : answer(judge.apply(new TypedCode(code)), page, visitor, request);
    }

    private ModelAndView answer(Progress progress, Page page, Visitor visitor, HttpServletRequest request) {
        return switch (progress) {
            case Progress.Moved(var enrollment) -> {
                ownProof.keep(request, enrollment);
                yield Way.to(Optional.of(enrollment));
            }
            case Progress.Registered _ -> arrival.registered(visitor, request);
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
