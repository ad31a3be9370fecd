package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.TypedCode;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// What the pages of telephones and of mailboxes have in common: typing back the code that arrived there.
@Component
final class ReceivedCode {
    private final Received received;
    private final FactorPages pages;
    private final Visits visits;
    private final ClientAddress addresses;

    ReceivedCode(Received received, FactorPages pages, Visits visits, ClientAddress addresses) {
        this.received = received;
        this.pages = pages;
        this.visits = visits;
        this.addresses = addresses;
    }

    /// What this browser's visit is called, for the code that is sent to it.
    String visit(HttpServletRequest request) {
        return visits.name(request);
    }

    /// Judges a typed code.
    ModelAndView prove(
            Receiver receiver, Visitor visitor, String code, String next, Page page, HttpServletRequest request) {
        if (code.isBlank()) {
            return page.wrong(Said.of("received.missing").about("code")).show();
        }
        var typed = new TypedCode(code);
        return switch (received.signIn().check(visitor.id(), receiver, typed, visit(request), addresses.of(request))) {
            case CodeCheck.Accepted _ -> {
                visits.secondFactorProved(request);
                yield Page.goTo(pages.after(visitor, next));
            }
            case CodeCheck.Wrong _, CodeCheck.AlreadyUsed _, CodeCheck.ClockOff _ ->
                page.wrong(Said.of("received.wrong").about("code")).show();
            case CodeCheck.TooMany(var nextTry) ->
                page.tooOften(Said.of("code.too-many", nextTry).about("code")).show();
            // Somebody removed the method since the gate looked; it will say what comes now.
            case CodeCheck.NothingRegistered _ -> Page.goTo("/");
        };
    }

    /// `?to=…&next=…`, of what is known to be ours.
    static String query(String to, String next) {
        return "?to=" + to
                + FactorPages.wanted(next).map(path -> "&next=" + path).orElse("");
    }
}
