package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.TypedCode;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// Typing back a code that arrived somewhere.
@Component
final class ReceivedCode {
    private final Received received;
    private final Visits visits;
    private final ClientAddress addresses;

    ReceivedCode(Received received, Visits visits, ClientAddress addresses) {
        this.received = received;
        this.visits = visits;
        this.addresses = addresses;
    }

    /// What this browser's visit is called, for the code that is sent to it.
    String visit(HttpServletRequest request) {
        return visits.name(request);
    }

    /// Judges a typed code.
    ///
    /// @return what to answer unless it was right
    Optional<ModelAndView> refused(
            Receiver receiver, Visitor visitor, String code, Page page, HttpServletRequest request) {
        if (code.isBlank()) {
            return Optional.of(
                    page.wrong(Said.of("received.missing").about("code")).show());
        }
        var typed = new TypedCode(code);
        return switch (received.signIn().check(visitor.id(), receiver, typed, visit(request), addresses.of(request))) {
            case CodeCheck.Accepted _ -> Optional.empty();
            case CodeCheck.Wrong _, CodeCheck.AlreadyUsed _, CodeCheck.ClockOff _ ->
                Optional.of(page.wrong(Said.of("received.wrong").about("code")).show());
            case CodeCheck.TooMany(var nextTry) ->
                Optional.of(page.tooOften(Said.of("code.too-many", nextTry).about("code"))
                        .show());
            case CodeCheck.SwitchedOff() ->
                Optional.of(
                        page.wrong(Said.of("code.switched-off").about("code")).show());
            // Somebody removed the method since the gate looked; it will say what comes now.
            case CodeCheck.NothingRegistered _ -> Optional.of(Page.goTo("/"));
        };
    }
}
